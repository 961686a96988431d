import type { Connection } from '@/db/client';
import type { Channel } from '@/db/schema';

/** What delivery asks of those who know what a message is about; it knows of addresses and providers alone. */

/** A row of the outbox, as its kind's rules need it. */
export interface QueuedMessage {
  readonly id: number;
  readonly kind: string;
  /** e.g. `invoice:17` */
  readonly entity: string;
  readonly occurrence: string;
  readonly channel: Channel;
  readonly recipient: string;
  readonly accountId: number | null;
  readonly customerId: number | null;
  readonly createdAt: Date;
}

/** Why a message is not sent after all. */
export interface Withdrawn {
  readonly state: 'cancelled' | 'suppressed' | 'expired';
  /** a code, e.g. `paid`, `opted_out`, `contact_changed` */
  readonly reason: string;
}

export interface DeliveryHooks {
  /**
   * Looks again just before sending (N3): paid, replaced, opted out, changed contact, ended contract. Called in the
   * short transaction that claims, for all claimed at once: few statements, none of them per message.
   * @returns by id, only those that are not wanted any more
   */
  readonly recheck: (
    connection: Connection,
    messages: readonly QueuedMessage[],
    now: Date,
  ) => Promise<ReadonlyMap<number, Withdrawn>>;
  /**
   * Told, in the transaction that settles it, of a message that has failed for good or bounced, e.g. to tell it on
   * the other channel. Told again of the same one it changes nothing.
   */
  readonly failed: (
    connection: Connection,
    message: QueuedMessage & { readonly reason: string },
    now: Date,
  ) => Promise<void>;
}

/** What one run of the dispatcher did. */
export interface Dispatched {
  readonly sent: number;
  readonly failed: number;
  /** parked now: the provider may have taken them */
  readonly unknown: number;
  /** rows of the same kinds that are not final, waiting retries and parked ones included */
  readonly remaining: number;
}
