import 'server-only';
import type { DeliveryHooks } from '@/lib/delivery/ports';

/** What delivery asks of the notifications: look again before sending, and tell on the other channel. */
export const deliveryHooks: DeliveryHooks = {
  recheck: () => Promise.resolve(new Map()),
  failed: () => Promise.resolve(),
};
