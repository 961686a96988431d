import type { NotificationKind } from '@/lib/notifications/kinds';

/** The form's name of one box, e.g. `payment_due-sms`. */
export const boxName = (kind: NotificationKind, channel: 'email' | 'sms'): string => `${kind}-${channel}`;
