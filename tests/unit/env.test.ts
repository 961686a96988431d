import { parseEnv } from '@/lib/env';

const DEMO = {
  APP_ENV: 'demo',
  DATABASE_URL: 'postgresql://localhost/ibok',
  AUTH_SECRET: 'x'.repeat(32),
};

const complaint = (source: Record<string, string | undefined>) => {
  try {
    parseEnv(source);
    return '';
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
};

describe('the environment', () => {
  it('of a demo needs three variables; the rest has defaults', () => {
    expect(parseEnv(DEMO)).toMatchObject({
      APP_URL: 'http://localhost:3000',
      PORT: 3000,
      DELIVERY: 'outbox',
      SMS_WINDOW: '08:00-20:00',
      SMS_DAILY_CAP: 5000,
      SMS_RECONCILE_AFTER: 600_000,
      RETRY_FIRST: 60_000,
      PROVIDER_TIMEOUT: 10_000,
    });
  });

  it('names every bad variable at once', () => {
    const said = complaint({ APP_ENV: 'live', PORT: 'web', AUTH_SECRET: 'short', APP_URL: 'example' });
    for (const name of ['PORT', 'AUTH_SECRET', 'DATABASE_URL', 'APP_URL'])
      expect(said).toContain(`${name}: `);
  });

  it('of a live installation wants its secrets, and real delivery', () => {
    const said = complaint({ APP_ENV: 'live', DATABASE_URL: DEMO.DATABASE_URL });
    for (const name of ['AUTH_SECRET', 'APP_URL', 'CRON_SECRET', 'DELIVERY'])
      expect(said).toContain(`${name}: `);
  });

  it('outside live reaches stubs only: DELIVERY=live wants both base addresses', () => {
    const said = complaint({ ...DEMO, DELIVERY: 'live' });
    expect(said).toContain('RESEND_BASE_URL');
    expect(said).toContain('TWILIO_BASE_URL');
  });

  it('without APP_ENV is refused', () => {
    expect(complaint({ ...DEMO, APP_ENV: undefined })).toContain('APP_ENV: must be demo, test or live');
  });

  it('takes no empty line of .env for a value', () => {
    expect(parseEnv({ ...DEMO, CRON_SECRET: '', SMS_WINDOW: '', PORT: '' })).toMatchObject({
      CRON_SECRET: undefined,
      SMS_WINDOW: '08:00-20:00',
      PORT: 3000,
    });
  });
});
