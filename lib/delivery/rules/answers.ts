/** What a provider's answer means for a message. Pure: the ports hand in what they saw. */

export type Verdict =
  /** nobody knows whether it was taken: the provider failed, or no answer came */
  | { readonly kind: 'unclear'; readonly reason: string }
  /** not taken, too much at once: later, and it does not count as an attempt */
  | { readonly kind: 'busy'; readonly reason: string; readonly waitMs: number }
  /** not taken, the provider was not even reached */
  | { readonly kind: 'unreached'; readonly reason: string }
  /** not taken, through our settings: people have to look */
  | { readonly kind: 'misconfigured'; readonly reason: string }
  /** not taken, and never will be */
  | { readonly kind: 'refused'; readonly reason: string; readonly contact?: 'invalid' | 'stopped' }
  /** the key is known with another payload: something of ours was taken under it */
  | { readonly kind: 'differs'; readonly reason: string };

const SECOND = 1000;
const QUARTER = 15 * 60 * SECOND;

/** `retry-after` as milliseconds; it may be seconds or a date. Null when there is none. */
export function retryAfter(value: string | undefined, now: number): number | null {
  if (!value) return null;
  const seconds = Number(value);
  if (Number.isFinite(seconds)) return Math.max(0, seconds * SECOND);
  const at = Date.parse(value);
  return Number.isNaN(at) ? null : Math.max(0, at - now);
}

export interface MailFailure {
  /** absent or null: there was no answer, or none that could be read */
  readonly statusCode?: number | null;
  readonly name?: string;
}

/**
 * What an error of Resend's means.
 * @param wait of its `retry-after`, in ms
 */
export function judgeMailFailure({ statusCode, name }: MailFailure, wait: number | null): Verdict {
  const reason = /^[a-z_]{1,60}$/.test(name ?? '') ? name! : `http_${statusCode ?? 'none'}`;
  if (statusCode == null || statusCode >= 500 || statusCode < 400 || statusCode === 408) {
    return { kind: 'unclear', reason: statusCode == null ? 'no_answer' : reason };
  }
  if (statusCode === 429) {
    // A quota of a day or month is not over in a second.
    return { kind: 'busy', reason, waitMs: wait ?? (/quota/.test(reason) ? QUARTER : SECOND) };
  }
  if (statusCode === 409) {
    // The first request under this key is still being worked on: its answer is had by asking again.
    return reason === 'concurrent_idempotent_requests'
      ? { kind: 'unclear', reason }
      : { kind: 'differs', reason };
  }
  if ([401, 403, 404, 405].includes(statusCode) || reason === 'invalid_from_address') {
    return { kind: 'misconfigured', reason };
  }
  return { kind: 'refused', reason };
}

export interface SmsFailure {
  /** of the HTTP answer; absent: there was none */
  readonly status?: number;
  /** the provider's own number of the error, or the network's name of it, e.g. `ECONNREFUSED` */
  readonly code?: number | string;
}

/** No connection came to be, so nothing was sent. Anything later may have arrived. */
const NEVER_CONNECTED = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH'];
const INVALID = [21211, 21614];
const STOPPED = 21610;
const OURS = [20003, 21606, 21612, 21603, 21659, 21660, 21408];

/** What an error of Twilio's means. It knows no idempotency: whatever is not certain is unclear (N5). */
export function judgeSmsFailure({ status, code }: SmsFailure, wait: number | null): Verdict {
  if (status === undefined) {
    return NEVER_CONNECTED.includes(String(code))
      ? { kind: 'unreached', reason: String(code).toLowerCase() }
      : { kind: 'unclear', reason: 'no_answer' };
  }
  const reason = typeof code === 'number' ? `twilio_${code}` : `http_${status}`;
  if (status === 429) return { kind: 'busy', reason, waitMs: wait ?? SECOND };
  if (status >= 500 || status < 400 || status === 408) return { kind: 'unclear', reason };
  const known = Number(code);
  if (INVALID.includes(known)) return { kind: 'refused', reason, contact: 'invalid' };
  if (known === STOPPED) return { kind: 'refused', reason, contact: 'stopped' };
  if (OURS.includes(known) || [401, 403, 404].includes(status)) return { kind: 'misconfigured', reason };
  return { kind: 'refused', reason };
}
