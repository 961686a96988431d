import 'server-only';
import { Resend } from 'resend';
import { env } from '@/lib/env';
import { Rate } from './rate';
import { judgeMailFailure, retryAfter, type Verdict } from './rules/answers';

/** A mail as it is handed over. The same mail is the same bytes, for ever. */
export interface MailPayload {
  readonly from: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html?: string;
  readonly headers: Readonly<Record<string, string>>;
  /** comes back in every event, so that one is understood before, or without, the answer */
  readonly ref: string;
  readonly attachments?: readonly { filename: string; contentType: string; content: Uint8Array }[];
}

/** `taken`: the provider's names of the mails, in their order. */
export type MailAnswer = { readonly kind: 'taken'; readonly providerIds: readonly string[] } | Verdict;

const holder = globalThis as { ibokResend?: { key: string; client: Resend; rate: Rate } };

/** The SDK on our settings, once a process. Null while they are missing: then no mail is claimed. */
function configured(): { client: Resend; rate: Rate } | null {
  const { RESEND_API_KEY: apiKey, RESEND_BASE_URL: baseUrl, MAIL_FROM } = env();
  if (!apiKey || !MAIL_FROM) return null;
  const key = `${apiKey} ${baseUrl}`;
  if (holder.ibokResend?.key !== key) {
    const client = new Resend(apiKey, { baseUrl: baseUrl?.replace(/\/$/, '') ?? 'https://api.resend.com' });
    holder.ibokResend = { key, client, rate: new Rate() };
  }
  return holder.ibokResend;
}

export const mailSender = (): string | null => (configured() ? env().MAIL_FROM! : null);

/** @returns 0 when one request may be sent now, which is then counted; else milliseconds after which to ask again */
export const takeMailRate = (): number => configured()?.rate.take() ?? 0;

/** Gives back what {@link takeMailRate} granted and nobody used. */
export const giveMailRateBack = (): void => configured()?.rate.giveBack();

const wire = ({ from, to, subject, text, html, headers, ref }: MailPayload) => ({
  from,
  to,
  subject,
  text,
  html,
  headers: { ...headers },
  tags: [{ name: 'ref', value: ref }],
});

/**
 * Hands mails over in one request: a batch, or one alone. Never throws; the SDK does not either, and says of a failed
 * network that there is no status. It has no time limit of its own.
 * @param key the idempotency key: the provider answers a repeated request as it did the first one, for 24 hours
 */
export async function sendMails(
  mails: readonly MailPayload[],
  key: string,
  alone: boolean,
): Promise<MailAnswer> {
  const port = configured();
  if (!port) return { kind: 'misconfigured', reason: 'not_configured' };
  const waitMs = port.rate.askedToWait();
  if (waitMs > 0) {
    port.rate.giveBack();
    return { kind: 'busy', reason: 'asked_to_wait', waitMs };
  }
  const options = { idempotencyKey: key, signal: AbortSignal.timeout(env().PROVIDER_TIMEOUT) };
  const [mail] = mails;
  const { data, error, headers } =
    alone && mail
      ? await port.client.emails.send(
          {
            ...wire(mail),
            attachments: mail.attachments?.map(({ filename, contentType, content }) => ({
              filename,
              contentType,
              content: Buffer.from(content.buffer, content.byteOffset, content.byteLength),
            })),
          },
          options,
        )
      : await port.client.batch.send(mails.map(wire), options);
  const wait = retryAfter(headers?.['retry-after'], Date.now());
  // An error body of `null` is no error to the SDK, and no data either.
  if (error || !data) {
    const verdict = judgeMailFailure(error ?? {}, wait);
    port.rate.note(headers, false, verdict.kind === 'busy' ? verdict.waitMs : 0);
    return verdict;
  }
  port.rate.note(headers, true);
  const named: unknown[] = 'id' in data ? [data] : Array.isArray(data.data) ? data.data : [];
  const providerIds = named.flatMap(one => {
    const id = (one as { id?: unknown } | null)?.id;
    return typeof id === 'string' && id !== '' ? [id] : [];
  });
  // Fewer names than mails: taken, but by what names? The same key answers again.
  return providerIds.length === mails.length
    ? { kind: 'taken', providerIds }
    : { kind: 'unclear', reason: 'unreadable_answer' };
}
