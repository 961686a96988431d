import 'server-only';
import { sql } from 'drizzle-orm';
import { db } from '@/db/client';

export interface MailOfBatch {
  readonly id: number;
  readonly ref: string;
  readonly recipient: string;
  readonly subject: string | null;
  readonly bodyText: string;
  readonly bodyHtml: string | null;
  readonly headers: Readonly<Record<string, string>>;
  readonly attempts: number;
  readonly goesAlone: boolean;
}

/** Mails that one request hands over: all that were in it from the first time on, in the same order. */
export interface Envelope {
  readonly batchId: string;
  readonly sender: string;
  /** nothing of it has been handed over before */
  readonly first: boolean;
  readonly mails: readonly MailOfBatch[];
}

/**
 * The envelopes leased under a token, read after the claim is committed. Whatever became of single mails since the
 * first attempt, the payload is the same, byte for byte: jsonb gives its keys in one order always.
 */
export async function envelopesOf(token: string): Promise<Envelope[]> {
  const found = await db().execute<{
    batchId: string;
    sender: string;
    first: boolean;
    mails: MailOfBatch[];
  }>(sql`
    with leased as (
      select o.batch_id, bool_and(b.first_attempt_at = o.last_attempt_at) as first from outbox o
      join outbox_batches b on b.id = o.batch_id
      where o.state = 'sending' and o.lease_token = ${token}::uuid group by o.batch_id)
    select l.batch_id as "batchId", b.sender, l.first, json_agg(json_build_object(
      'id', o.id, 'ref', o.ref, 'recipient', o.recipient, 'subject', o.subject, 'bodyText', o.body_text,
      'bodyHtml', o.body_html, 'headers', o.headers, 'attempts', o.attempts,
      'goesAlone', exists (select 1 from outbox_attachments a where a.outbox_id = o.id)) order by o.id) as mails
    from leased l join outbox_batches b on b.id = l.batch_id join outbox o on o.batch_id = l.batch_id
    group by l.batch_id, b.sender, l.first`);
  return [...found];
}
