import { ResendStub } from './resend';
import { TwilioStub } from './twilio';

export interface Providers {
  readonly resend: ResendStub;
  readonly twilio: TwilioStub;
  /** what a portal or dispatcher needs in its environment to reach both */
  readonly env: Readonly<Record<string, string>>;
  readonly stop: () => Promise<void>;
}

export const WEBHOOK_SECRET = 'whsec_c3R1Yi1vZi10aGUtdGVzdHMtc2lnbnMtd2l0aC10aGlz';

/**
 * Both providers as real servers in this process, each on a free port unless one is named.
 * @param appUrl where the portal that gets webhooks is; absent: none are sent for mails (callbacks of SMS go where
 *   each message says)
 */
export async function startProviders({
  seed = 1,
  appUrl,
  ports = [],
}: { seed?: number; appUrl?: string; ports?: readonly number[] } = {}): Promise<Providers> {
  const resend = new ResendStub({
    seed,
    port: ports[0],
    apiKey: 're_a_key_of_the_stub',
    webhook: appUrl ? { url: `${appUrl}/api/webhooks/resend`, secret: WEBHOOK_SECRET } : undefined,
  });
  const twilio = new TwilioStub({ seed: seed + 1, port: ports[1] });
  await Promise.all([resend.start(), twilio.start()]);
  return {
    resend,
    twilio,
    env: {
      DELIVERY: 'live',
      RESEND_API_KEY: 're_a_key_of_the_stub',
      RESEND_BASE_URL: resend.url,
      RESEND_WEBHOOK_SECRET: WEBHOOK_SECRET,
      MAIL_FROM: 'IBOK <ibok@example.pl>',
      TWILIO_ACCOUNT_SID: twilio.accountSid,
      TWILIO_AUTH_TOKEN: twilio.authToken,
      TWILIO_BASE_URL: twilio.url,
      TWILIO_FROM: '+48732000001',
    },
    stop: async () => {
      await Promise.all([resend.stop(), twilio.stop()]);
    },
  };
}
