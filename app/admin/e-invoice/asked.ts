import type { ConsentChannel, Delivery } from '@/lib/e-invoice/rules';
import { DELIVERIES } from '@/lib/e-invoice/rules';
import { skippedIn } from '../list-pager';

export const CHANNELS = [
  'portal',
  'paper',
  'scan',
  'post',
  'in_person',
] as const satisfies readonly ConsentChannel[];

type Sent = Record<string, string | string[] | undefined>;

/** The filter of the list out of its address; what makes no sense is as if it were not there. */
export function askedConsents(sent: Sent) {
  const text = (name: string) => (typeof sent[name] === 'string' ? sent[name] : '');
  return {
    delivery: DELIVERIES.find(each => each === text('delivery')) ?? (null as Delivery | null),
    channel: CHANNELS.find(each => each === text('channel')) ?? null,
    offset: skippedIn(sent),
  };
}

/** The address of the list with a filter. */
export function consentsHref({ delivery, channel, offset }: ReturnType<typeof askedConsents>): string {
  const params = new URLSearchParams({
    ...(delivery && { delivery }),
    ...(channel && { channel }),
    ...(offset > 0 && { skip: String(offset) }),
  });
  return params.size > 0 ? `/admin/e-invoice?${params}` : '/admin/e-invoice';
}
