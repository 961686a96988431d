import 'server-only';
import { sql } from 'drizzle-orm';
import type { Connection } from '@/db/client';
import { outboxAttachments, type Channel } from '@/db/schema';
import type { MailKind } from '@/emails/index';
import type { Locale } from '@/lib/kernel/money';
import type { RenderedMail } from './render';
import { AT_ANY_HOUR } from './rules/sms';
import { sendSoon } from './soon';

/** A mail to be told once: kind, entity, occurrence and recipient are its key for ever (DELIVERY N1). */
export interface MailToSend {
  readonly kind: MailKind;
  readonly entity: string;
  readonly occurrence: string;
  readonly recipient: string;
  readonly accountId?: number;
  readonly customerId?: number;
  readonly locale: Locale;
  readonly content: RenderedMail;
  /** not to be sent later than this */
  readonly expiresAt?: Date;
}

/** What goes with a mail: an invoice's PDF, read from the kept documents when it is sent, or bytes of its own. */
export type AttachmentToSend = { readonly filename: string; readonly contentType: string } & (
  { readonly invoiceId: number } | { readonly content: Uint8Array }
);

/** A message of any kind on either channel; kind, entity, occurrence, channel and recipient are its key (N1). */
export interface MessageToSend {
  readonly kind: string;
  /** e.g. `invoice:17` */
  readonly entity: string;
  readonly occurrence: string;
  readonly channel: Channel;
  /** an address, or a number as `+48601202303` */
  readonly recipient: string;
  readonly accountId?: number;
  readonly customerId?: number;
  readonly locale: Locale;
  /** of a mail */
  readonly subject?: string;
  readonly text: string;
  readonly html?: string;
  /** of a mail, besides `X-Notification-Kind` */
  readonly headers?: Readonly<Record<string, string>>;
  /** not to be sent before; absent: at once */
  readonly dueAt?: Date;
  /** not to be sent later than this */
  readonly expiresAt?: Date;
  readonly attachments?: readonly AttachmentToSend[];
}

/** Rows of one statement: a tenth of what the protocol's 65,535 parameters allow, and a megabyte or two of mails. */
const CHUNK = 500;

/**
 * Writes messages into the outbox, in the caller's transaction, many in one statement. What is there already stays
 * as it is, whatever became of it.
 * @returns how many were new
 */
export async function enqueueMessages(
  connection: Connection,
  messages: readonly MessageToSend[],
  now: Date,
): Promise<number> {
  const awaited = messages.filter(({ kind }) => AT_ANY_HOUR.includes(kind));
  if (awaited.length > 0) await sendSoon(awaited.map(({ kind }) => kind));
  let made = 0;
  for (let from = 0; from < messages.length; from += CHUNK) {
    made += await enqueueChunk(connection, messages.slice(from, from + CHUNK), now);
  }
  return made;
}

const keyOf = (row: Pick<MessageToSend, 'kind' | 'entity' | 'occurrence' | 'channel' | 'recipient'>) =>
  [row.kind, row.entity, row.occurrence, row.channel, row.recipient].join('\n');

async function enqueueChunk(
  connection: Connection,
  messages: readonly MessageToSend[],
  now: Date,
): Promise<number> {
  const values = messages.map(message => ({
    kind: message.kind,
    entity: message.entity,
    occurrence: message.occurrence,
    channel: message.channel,
    recipient: message.recipient,
    account_id: message.accountId,
    customer_id: message.customerId,
    locale: message.locale,
    subject: message.subject,
    body_text: message.text,
    body_html: message.html,
    headers: message.channel === 'email' ? { ...message.headers, 'X-Notification-Kind': message.kind } : {},
    created_at: now,
    due_at: message.dueAt ?? now,
    expires_at: message.expiresAt,
  }));
  // One parameter: with one for each value, building the statement takes ten times as long as running it.
  const rows = await connection.execute<{
    id: string;
    kind: string;
    entity: string;
    occurrence: string;
    channel: Channel;
    recipient: string;
  }>(sql`
    insert into outbox (kind, entity, occurrence, channel, recipient, account_id, customer_id, locale, subject,
      body_text, body_html, headers, created_at, due_at, expires_at)
    select * from json_to_recordset(${JSON.stringify(values)}::text::json) as m(kind text, entity text,
      occurrence text, channel text, recipient text, account_id bigint, customer_id bigint, locale text,
      subject text, body_text text, body_html text, headers jsonb, created_at timestamptz, due_at timestamptz,
      expires_at timestamptz)
    on conflict do nothing
    returning id::text, kind, entity, occurrence, channel, recipient`);
  if (messages.some(({ attachments }) => attachments?.length)) {
    const ids = new Map(rows.map(row => [keyOf(row), Number(row.id)]));
    const attached = messages.flatMap(message => {
      const outboxId = ids.get(keyOf(message));
      // The same key twice in one call: only one row was made, and it has one set of attachments.
      ids.delete(keyOf(message));
      if (outboxId === undefined) return [];
      return (message.attachments ?? []).map((attachment, position) => ({
        outboxId,
        position,
        ...attachment,
      }));
    });
    if (attached.length > 0) await connection.insert(outboxAttachments).values(attached);
  }
  return rows.length;
}

/**
 * Writes mails into the outbox, in the caller's transaction. The same mail a second time changes nothing.
 * They leave when the request is answered; in demo and test they stay there, shown on /outbox.
 */
export async function enqueueMails(
  connection: Connection,
  mails: readonly MailToSend[],
  now: Date,
): Promise<void> {
  if (mails.length > 0) await sendSoon([...new Set(mails.map(({ kind }) => kind))]);
  await enqueueMessages(
    connection,
    mails.map(({ content, ...mail }) => ({ ...mail, ...content, channel: 'email' })),
    now,
  );
}

/** Undoes what was only done to take as long. */
class Pretended extends Error {}

/**
 * As {@link enqueueMails}; where nothing may be sent, the same work is done and undone, so that the answer takes
 * as long (SECURITY S7).
 */
export async function enqueueOrPretend(
  connection: Connection,
  sent: boolean,
  mails: readonly MailToSend[],
  now: Date,
): Promise<void> {
  try {
    await connection.transaction(async tx => {
      await enqueueMails(tx, mails, now);
      if (!sent) throw new Pretended();
    });
  } catch (error) {
    if (!(error instanceof Pretended)) throw error;
  }
}
