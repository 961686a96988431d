import { CHANNELS, type ReadingChannel, type ReviewFilter } from '@/lib/readings/review/queries';

import { skippedIn } from '../list-pager';

/** The filters of the queue as they stand in its address. */

export const STATES = ['in_review', 'accepted', 'approved', 'rejected', 'settled', 'all'] as const;
export const AGES = [3, 7, 14, 30] as const;

type Sent = Record<string, string | string[] | undefined>;

const one = (sent: Sent, name: string): string => {
  const value = sent[name];
  return typeof value === 'string' ? value.trim() : '';
};

/** What is not one of the choices counts as not chosen. */
export function askedReadings(sent: Sent): ReviewFilter & { readonly offset: number } {
  const age = AGES.find(days => String(days) === one(sent, 'age'));
  return {
    state: STATES.find(state => state === one(sent, 'state')) ?? 'in_review',
    channel: CHANNELS.find((channel): channel is ReadingChannel => channel === one(sent, 'channel')) ?? null,
    city: one(sent, 'town').slice(0, 100) || null,
    olderThan: age ?? null,
    offset: skippedIn(sent),
  };
}

/** The address of the same list at another place. */
export function readingsHref(filter: ReviewFilter, offset: number): string {
  const query = new URLSearchParams({ state: filter.state });
  if (filter.channel) query.set('channel', filter.channel);
  if (filter.city) query.set('town', filter.city);
  if (filter.olderThan) query.set('age', String(filter.olderThan));
  if (offset > 0) query.set('skip', String(offset));
  return `/admin/readings?${query}`;
}

export const MOST_AT_ONCE = 100;

/** References of readings in an address or form: at most {@link MOST_AT_ONCE}. */
export const refsOf = (sent: string | string[] | undefined): string[] =>
  [...new Set(Array.isArray(sent) ? sent : sent === undefined ? [] : [sent])]
    .filter(ref => /^[0-9A-Z]{10}$/.test(ref))
    .slice(0, MOST_AT_ONCE);
