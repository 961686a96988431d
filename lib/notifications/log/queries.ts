import 'server-only';
import { and, desc, eq, exists, inArray, lt } from 'drizzle-orm';
import { db, type Connection } from '@/db/client';
import { accountCustomers, outbox, type Channel, type OutboxState } from '@/db/schema';
import type { CustomerActor } from '@/lib/auth/actor';
import { opens } from '@/lib/auth/scopes';
import { KIND_NAMES, KINDS } from '../kinds';

/**
 * What the log shows: notifications and the e-invoice itself. Never mails of the account: in those are codes and
 * links that set a password, and somebody at an open screen must not find them again.
 */
const SHOWN = [...KIND_NAMES, 'invoice_delivery'] as const;
export type LoggedKind = (typeof SHOWN)[number];

export interface LoggedMessage {
  readonly ref: string;
  readonly kind: LoggedKind;
  readonly channel: Channel;
  readonly recipient: string;
  /** of a mail */
  readonly subject: string | null;
  readonly text: string;
  readonly state: OutboxState;
  readonly reason: string | null;
  /** when it was last tried to be sent, or made if it never was */
  readonly at: Date;
}

const PAGE = 10;

/**
 * What was sent to the account about the customer that it looks at, newest first, ten a page.
 * @param before reference of the last one seen; another's or none at all is as if it were not there
 */
export async function messagesSent(
  actor: CustomerActor,
  before?: string,
  connection: Connection = db(),
): Promise<{ messages: LoggedMessage[]; next: string | null }> {
  const { accountId, current } = actor;
  const own = and(
    eq(outbox.accountId, accountId),
    eq(outbox.customerId, current.id),
    inArray(
      outbox.kind,
      // The access may have been wider when they were sent.
      SHOWN.filter(kind => opens(current, kind === 'invoice_delivery' ? 'invoices' : KINDS[kind].needs)),
    ),
    exists(
      connection
        .select({ one: accountCustomers.accountId })
        .from(accountCustomers)
        .where(and(eq(accountCustomers.accountId, accountId), eq(accountCustomers.customerId, current.id))),
    ),
  );
  const [last] = before
    ? await connection
        .select({ id: outbox.id })
        .from(outbox)
        .where(and(own, eq(outbox.ref, before)))
    : [];
  const rows = await connection
    .select({
      ref: outbox.ref,
      kind: outbox.kind,
      channel: outbox.channel,
      recipient: outbox.recipient,
      subject: outbox.subject,
      text: outbox.bodyText,
      state: outbox.state,
      reason: outbox.reason,
      createdAt: outbox.createdAt,
      triedAt: outbox.lastAttemptAt,
    })
    .from(outbox)
    .where(and(own, last && lt(outbox.id, last.id)))
    .orderBy(desc(outbox.id))
    .limit(PAGE + 1);
  const messages = rows.slice(0, PAGE).map(({ createdAt, triedAt, kind, ...row }) => ({
    ...row,
    kind: kind as LoggedKind,
    at: triedAt ?? createdAt,
  }));
  return { messages, next: rows.length > PAGE ? (messages.at(-1)?.ref ?? null) : null };
}
