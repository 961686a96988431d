import type postgres from 'postgres';
import type { Providers } from '../../support/providers/providers';
import type { Ordered } from './messages';

/** What has become of the messages that were ordered, by the providers' journals and by our database. */
export interface Verdict {
  readonly ordered: number;
  /** ordered, in no journal, and not said to be parked or given up: nobody would ever learn of it */
  readonly lost: number;
  /** taken once more than needed */
  readonly duplicateMails: number;
  readonly duplicateSms: number;
  /** parked: the provider may have taken them */
  readonly unknown: number;
  /** not final, e.g. still queued */
  readonly unsettled: number;
  /** said to be sent or delivered, and in no journal */
  readonly claimed: number;
  /** in a journal, and never ordered */
  readonly strangers: number;
  readonly states: Readonly<Record<string, number>>;
}

/** Nothing lost, nothing twice, everything told. */
export const PERFECT = {
  lost: 0,
  duplicateMails: 0,
  duplicateSms: 0,
  unknown: 0,
  unsettled: 0,
  claimed: 0,
  strangers: 0,
};

const GIVEN_UP = ['permanently_failed', 'suppressed', 'cancelled', 'expired'];
const SENT = ['sent', 'delivered'];
const OPEN = ['queued', 'sending', 'temporarily_failed'];

const keyOf = (channel: string, recipient: string, text: string) => [channel, recipient, text].join('\n');

/** How often the providers have taken each message, by what a person sees: address and text. */
function takenByKey({ resend, twilio }: Pick<Providers, 'resend' | 'twilio'>): Map<string, number> {
  const taken = new Map<string, number>();
  const count = (key: string) => taken.set(key, (taken.get(key) ?? 0) + 1);
  for (const { to, text } of resend.journal) count(keyOf('email', to.join(','), text ?? ''));
  for (const { to, body } of twilio.journal) count(keyOf('sms', to, body));
  return taken;
}

/** Compares what was ordered with the journals and with the outbox. */
export async function check(
  sql: postgres.Sql,
  providers: Pick<Providers, 'resend' | 'twilio'>,
  ordered: readonly Ordered[],
): Promise<Verdict> {
  const rows = await sql<{ channel: string; recipient: string; body_text: string; state: string }[]>`
    select channel, recipient, body_text, state from outbox`;
  const states = new Map(rows.map(row => [keyOf(row.channel, row.recipient, row.body_text), row.state]));
  const taken = takenByKey(providers);
  const verdict = { lost: 0, duplicateMails: 0, duplicateSms: 0, unknown: 0, unsettled: 0, claimed: 0 };
  const counts: Record<string, number> = {};
  const known = new Set<string>();
  for (const { channel, recipient, text } of ordered) {
    const key = keyOf(channel, recipient, text);
    const times = taken.get(key) ?? 0;
    const state = states.get(key) ?? 'no row';
    known.add(key);
    counts[state] = (counts[state] ?? 0) + 1;
    if (times > 1) verdict[channel === 'email' ? 'duplicateMails' : 'duplicateSms'] += times - 1;
    if (times === 0 && ![...GIVEN_UP, ...OPEN, 'unknown'].includes(state)) verdict.lost++;
    if (times === 0 && SENT.includes(state)) verdict.claimed++;
    if (state === 'unknown') verdict.unknown++;
    if (OPEN.includes(state) || state === 'no row') verdict.unsettled++;
  }
  const strangers = [...taken].filter(([key]) => !known.has(key)).length;
  return { ordered: ordered.length, ...verdict, strangers, states: counts };
}

/** One line for people, past the test runner's own wrapping. */
export function say(name: string, verdict: Verdict, more = ''): void {
  const { lost, duplicateMails, duplicateSms, unknown, ordered, unsettled, states } = verdict;
  const all = Object.entries(states).map(([state, count]) => `${state} ${count}`);
  process.stdout.write(
    `${name}: lost ${lost}, duplicate ${duplicateMails + duplicateSms} (e-mail ${duplicateMails}, SMS ${duplicateSms}), ` +
      `unknown ${unknown}; ${ordered - unsettled} of ${ordered} settled (${all.join(', ')})${more && `; ${more}`}\n`,
  );
}
