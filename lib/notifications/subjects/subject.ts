import { sql, type SQL } from 'drizzle-orm';
import type { Connection } from '@/db/client';
import type { Channel } from '@/db/schema';
import type { MailKind, MailProps } from '@/emails/index';
import type { QueuedMessage, Withdrawn } from '@/lib/delivery/ports';
import type { Day } from '@/lib/kernel/dates';
import type { Locale } from '@/lib/kernel/money';
import type { CurrentUtility } from '@/lib/settings/declared';
import type { NotificationKind } from '../kinds';

/** Kinds that are scanned; the others are made in the transaction of their event. */
export type ScannedKind = Exclude<NotificationKind, 'leak_hint'> & MailKind;

/** Something to tell, before anybody is asked who wants to know. */
export interface Subject<Facts> {
  readonly entityId: number;
  readonly customerId: number;
  readonly occurrence: string;
  readonly facts: Facts;
}

/** Somebody to tell it to. */
export interface Addressee {
  readonly accountId: number;
  readonly customerId: number;
  readonly locale: Locale;
  readonly channel: Channel;
  readonly recipient: string;
}

/** What the texts of one message are made of. */
export interface Said<Kind extends ScannedKind> {
  readonly mail: MailProps<Kind>;
  /** for SMS, whose days are shorter */
  readonly sms: Readonly<Record<string, string>>;
  /** the instant after which it is of no use, where that is not the end of a day */
  readonly expiresAt?: Date;
}

/** How one kind finds what to tell, says it, and looks again before it leaves. */
export interface Source<Kind extends ScannedKind, Facts> {
  readonly kind: Kind;
  /**
   * What is due on a day: a SELECT without brackets of `entity_id, customer_id, occurrence, facts` (JSON), a row per
   * subject and customer; null where nothing can be.
   */
  readonly due: (
    today: Day,
    connection: Connection,
    now: Date,
    current: CurrentUtility,
  ) => SQL | null | Promise<SQL | null>;
  /** the same of given entities, whatever the day; the occurrence is not used */
  readonly of: (entityIds: readonly number[], today: Day, current: CurrentUtility) => SQL;
  /** takes out what SQL alone cannot judge, and adds what only then is known */
  readonly settle?: <Row extends Subject<Facts>>(
    connection: Connection,
    rows: readonly Row[],
    today: Day,
  ) => Promise<Row[]>;
  readonly say: (
    facts: Facts,
    to: Addressee,
    connection: Connection,
    subject: Subject<Facts>,
    now: Date,
  ) => Said<Kind> | Promise<Said<Kind>>;
  /** Which of the claimed rows of this kind are not wanted any more, as far as their subject goes. */
  readonly judge: (
    connection: Connection,
    messages: readonly QueuedMessage[],
    today: Day,
    now: Date,
    current: CurrentUtility,
  ) => Promise<Map<number, Withdrawn>>;
}

export const cancelled = (reason: string): Withdrawn => ({ state: 'cancelled', reason });
export const expired: Withdrawn = { state: 'expired', reason: 'too_late' };

/** The internal id in `invoice:17`. */
export const entityIdOf = ({ entity }: Pick<QueuedMessage, 'entity'>): number => Number(entity.split(':')[1]);

/** A list of ids as one parameter. */
export const idsParam = (ids: readonly number[]): SQL => sql`${`{${ids.join(',')}}`}::bigint[]`;

/** A list of days as one parameter. */
export const leadsParam = (leads: readonly number[]): SQL => sql`${`{${leads.join(',')}}`}::int[]`;

/** The address of a service point `s`, for {@link placeLine}. */
export const placeJson: SQL = sql.raw(
  `json_build_object('street', s.street, 'building', s.building, 'unit', s.unit, 'postalCode', s.postal_code, 'city', s.city)`,
);

/** Those of the messages that a verdict withdraws, by their id; null keeps one. */
export function withdrawn(
  messages: readonly QueuedMessage[],
  verdict: (entityId: number, occurrence: string) => Withdrawn | null,
): Map<number, Withdrawn> {
  const found = new Map<number, Withdrawn>();
  for (const message of messages) {
    const why = verdict(entityIdOf(message), message.occurrence);
    if (why) found.set(message.id, why);
  }
  return found;
}
