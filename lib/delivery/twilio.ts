import 'server-only';
import type { Twilio } from 'twilio';
import type RequestClient from 'twilio/lib/base/RequestClient';
import { env } from '@/lib/env';
import { judgeSmsFailure, retryAfter, type SmsFailure, type Verdict } from './rules/answers';

export interface SmsPayload {
  readonly to: string;
  readonly body: string;
  /** ours; it stands in the callback's address, which the signature covers */
  readonly ref: string;
  readonly attempt: number;
  /** seconds for which the provider goes on trying */
  readonly validity: number;
}

export type SmsAnswer =
  { readonly kind: 'taken'; readonly providerId: string; readonly segments: number | null } | Verdict;

/** An SMS as the provider lists it. */
export interface ListedSms {
  readonly providerId: string;
  readonly body: string;
  readonly status: string;
  readonly errorCode: number | null;
  readonly createdAt: Date;
}

interface Port {
  readonly key: string;
  readonly client: Twilio;
  /** what the last 429 asked for; the wait is everybody's, so whose answer it was does not matter */
  asked: number | null;
  /** by `performance.now()`: what is leased and not yet sent waits as well */
  notBefore: number;
}

const holder = globalThis as { ibokTwilio?: Promise<Port> & { key?: string } };

/** Whether SMS can be sent at all. */
export function smsIsConfigured(): boolean {
  const {
    TWILIO_ACCOUNT_SID: sid,
    TWILIO_AUTH_TOKEN: token,
    TWILIO_FROM,
    TWILIO_MESSAGING_SERVICE_SID,
  } = env();
  // The SDK refuses anything else by throwing.
  return Boolean(sid?.startsWith('AC') && token && (TWILIO_FROM || TWILIO_MESSAGING_SERVICE_SID));
}

function port(): Promise<Port> {
  const { TWILIO_ACCOUNT_SID: sid, TWILIO_AUTH_TOKEN: token, TWILIO_BASE_URL: base } = env();
  const key = `${sid} ${token} ${base}`;
  if (holder.ibokTwilio?.key !== key) {
    holder.ibokTwilio = Object.assign(open(key, sid!, token!, base?.replace(/\/$/, '')), { key });
  }
  return holder.ibokTwilio!;
}

/** The SDK with its own HTTP client, which goes to another address where one is set. Loaded with the first SMS. */
async function open(key: string, sid: string, token: string, base: string | undefined): Promise<Port> {
  const { default: twilio } = await import('twilio');
  class Client extends twilio.RequestClient {
    override async request<T>(options: RequestClient.RequestOptions<T>) {
      const uri = base ? options.uri.replace(/^https:\/\/[^/]+/, base) : options.uri;
      const answer = await super.request<T>({ ...options, uri, timeout: env().PROVIDER_TIMEOUT });
      if (answer.statusCode === 429) {
        const { 'retry-after': wait } = answer.headers as Record<string, string | undefined>;
        made.asked = retryAfter(wait, Date.now());
        made.notBefore = performance.now() + (made.asked ?? 1000);
      }
      return answer;
    }
  }
  const httpClient = new Client({ timeout: env().PROVIDER_TIMEOUT });
  const made: Port = {
    key,
    asked: null,
    notBefore: 0,
    client: twilio(sid, token, { httpClient, autoRetry: false }),
  };
  return made;
}

/** The socket's own limit counts silence; this one counts all of it. What comes later is not waited for. */
async function inTime<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, refuse) => {
    timer = setTimeout(() => refuse(new Error('no answer in time')), env().PROVIDER_TIMEOUT + 1000);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

export const callbackUrl = (ref: string, attempt: number): string =>
  `${env().APP_URL}/api/webhooks/twilio?n=${ref}&a=${attempt}`;

/** Hands one SMS over. Never throws. */
export async function sendSms({ to, body, ref, attempt, validity }: SmsPayload): Promise<SmsAnswer> {
  const { TWILIO_FROM: from, TWILIO_MESSAGING_SERVICE_SID: messagingServiceSid } = env();
  const opened = await port();
  const waitMs = opened.notBefore - performance.now();
  if (waitMs > 0) return { kind: 'busy', reason: 'asked_to_wait', waitMs };
  try {
    const { sid, numSegments } = await inTime(
      opened.client.messages.create({
        to,
        body,
        ...(messagingServiceSid ? { messagingServiceSid } : { from }),
        statusCallback: callbackUrl(ref, attempt),
        validityPeriod: validity,
      }),
    );
    // An answer that could be read and names no message: taken, as like as not.
    if (!sid) return { kind: 'unclear', reason: 'unreadable_answer' };
    return { kind: 'taken', providerId: sid, segments: Number.parseInt(numSegments) || null };
  } catch (error) {
    return judgeSmsFailure(error as SmsFailure, opened.asked);
  }
}

/**
 * Every SMS to a number since an instant, the provider's list read to its end. By number alone and not by day: what
 * waits in the provider's queue has no day of sending yet.
 * @throws when the list cannot be had whole
 */
export async function listSms(to: string, since: Date): Promise<ListedSms[]> {
  const { client } = await port();
  const listed = await inTime(client.messages.list({ to, pageSize: 200, limit: 2000 }));
  return listed
    .filter(({ dateCreated, direction }) => dateCreated >= since && direction !== 'inbound')
    .map(({ sid, body, status, errorCode, dateCreated }) => ({
      providerId: sid,
      body,
      status,
      errorCode: errorCode || null,
      createdAt: dateCreated,
    }));
}
