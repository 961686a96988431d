import * as z from 'zod';

/** The environment, parsed once. The only file that reads process.env for settings (ARCHITECTURE 11). */
const text = z.string().trim();
const optional = text.optional().transform(value => value || undefined);
const secret = (length: number) =>
  optional.refine(v => !v || v.length >= length, `at least ${length} characters`);
const url = optional.refine(v => !v || URL.canParse(v), 'not an address like https://example.org');
const duration = (fallback: string) =>
  optional
    .transform(v => v ?? fallback)
    .refine(v => /^\d+(s|m|h)$/.test(v), 'a number with s, m or h, like 10m')
    .transform(
      v => Number.parseInt(v) * { s: 1_000, m: 60_000, h: 3_600_000 }[v.slice(-1) as 's' | 'm' | 'h'],
    );

const schema = z
  .object({
    APP_ENV: z.enum(['demo', 'test', 'live'], { error: 'must be demo, test or live' }),
    APP_URL: url,
    PORT: optional
      .transform(v => Number(v ?? 3000))
      .refine(v => Number.isInteger(v) && v > 0 && v < 65_536, 'not a port'),
    DATABASE_URL: text.min(1, 'missing').prefault(''),
    MIGRATION_DATABASE_URL: optional,
    AUTH_SECRET: text.min(32, 'missing, or shorter than 32 characters').prefault(''),
    CRON_SECRET: secret(16),
    CRON_SECRET_PREVIOUS: secret(16),
    DELIVERY: z.enum(['outbox', 'live']).default('outbox'),
    RESEND_API_KEY: optional,
    RESEND_BASE_URL: url,
    RESEND_WEBHOOK_SECRET: optional,
    MAIL_FROM: optional,
    TWILIO_ACCOUNT_SID: optional,
    TWILIO_AUTH_TOKEN: optional,
    TWILIO_BASE_URL: url,
    TWILIO_FROM: optional,
    TWILIO_MESSAGING_SERVICE_SID: optional,
    SMS_WINDOW: optional
      .transform(v => v ?? '08:00-20:00')
      .refine(v => /^([01]\d|2[0-4]):[0-5]\d-([01]\d|2[0-4]):[0-5]\d$/.test(v), 'like 08:00-20:00'),
    SMS_DAILY_CAP: optional
      .transform(v => Number(v ?? 5000))
      .refine(v => Number.isInteger(v) && v >= 0, 'a whole number'),
    SMS_RECONCILE_AFTER: duration('10m'),
    RETRY_FIRST: duration('1m'),
    // Leases are six times as long as the longest.
    PROVIDER_TIMEOUT: duration('10s').refine(v => v >= 1_000 && v <= 10_000, 'between 1s and 10s'),
    UTILITY_CONFIG: optional,
    /** the portal's own folder, where its commands are; the server is started elsewhere and gets it from `npm start` */
    IBOK_ROOT: optional.transform(v => v ?? process.cwd()),
    /** where files are kept that are no part of the database, e.g. packages on their way in */
    IBOK_DATA: optional,
    /** MB of an uploaded billing package */
    IMPORT_MAX_MB: optional
      .transform(v => Number(v ?? 2048))
      .refine(v => Number.isInteger(v) && v > 0, 'a whole number above 0'),
    /** hops of trusted proxies in front of us (SECURITY S6); 0: the socket's address counts */
    TRUSTED_PROXIES: optional.transform(v => Number(v ?? 0)).refine(v => v === 0 || v === 1, '0 or 1'),
  })
  .superRefine((env, ctx) => {
    const need = (name: keyof typeof env, why: string) => {
      if (!env[name]) ctx.addIssue({ code: 'custom', path: [name], message: `required ${why}` });
    };
    if (env.APP_ENV === 'live') {
      need('APP_URL', 'when APP_ENV is live');
      need('CRON_SECRET', 'when APP_ENV is live');
      if (env.DELIVERY !== 'live')
        ctx.addIssue({ code: 'custom', path: ['DELIVERY'], message: 'must be live when APP_ENV is live' });
    } else if (env.DELIVERY === 'live') {
      need('RESEND_BASE_URL', 'for DELIVERY=live outside APP_ENV=live, so that only stubs are reached');
      need('TWILIO_BASE_URL', 'for DELIVERY=live outside APP_ENV=live, so that only stubs are reached');
    }
  });

export type Env = Omit<z.output<typeof schema>, 'APP_URL'> & { APP_URL: string };

/** Parses an environment. @throws Error whose message names each bad variable and what is wrong with it */
export function parseEnv(source: Record<string, string | undefined>): Env {
  const result = schema.safeParse(source);
  if (!result.success) {
    const lines = result.error.issues.map(issue => `  ${issue.path.join('.')}: ${issue.message}`);
    throw new Error(
      `The environment is not usable (.env.example lists every variable):\n${lines.join('\n')}`,
    );
  }
  const env = result.data;
  return { ...env, APP_URL: (env.APP_URL ?? `http://localhost:${env.PORT}`).replace(/\/$/, '') };
}

let parsed: Env | undefined;

/** The environment of this process. Read at the first call, not at import, so that a build needs none. */
export const env = (): Env => (parsed ??= parseEnv(process.env));

/** Whether the development server runs, which needs looser rules of content. */
export const inDevelopment = (): boolean => process.env.NODE_ENV === 'development';

/** The whole environment, for a program of ours that we start. */
export const environmentForPrograms = (): NodeJS.ProcessEnv => process.env;
