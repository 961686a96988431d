import type { Channel } from '@/db/schema';
import { CHANNELS, KIND_NAMES, type NotificationKind } from '../kinds';

/**
 * What is sent of a kind so far, where it is not everything: a box that does nothing would be a false promise. A leak
 * is explained in a mail.
 */
const SENT: Partial<Record<NotificationKind, readonly Channel[]>> = {
  leak_hint: ['email'],
};

/** The channels of a kind that customers choose. */
export const offeredChannels = (kind: NotificationKind): readonly Channel[] => SENT[kind] ?? CHANNELS;

/** The kinds that customers choose, in the order in which they see them. */
export const OFFERED_KINDS = KIND_NAMES.filter(kind => offeredChannels(kind).length > 0);
