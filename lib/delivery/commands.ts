import 'server-only';
import type { Connection } from '@/db/client';
import { outbox } from '@/db/schema';
import type { MailKind } from '@/emails/index';
import type { Locale } from '@/lib/kernel/money';
import type { RenderedMail } from './render';

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

/**
 * Writes mails into the outbox, in the caller's transaction. The same mail a second time changes nothing.
 * In demo and test they stay there, shown on /outbox.
 */
export async function enqueueMails(
  connection: Connection,
  mails: readonly MailToSend[],
  now: Date,
): Promise<void> {
  if (mails.length === 0) return;
  await connection
    .insert(outbox)
    .values(
      mails.map(({ content, ...mail }) => ({
        ...mail,
        channel: 'email' as const,
        subject: content.subject,
        bodyText: content.text,
        bodyHtml: content.html,
        headers: { 'X-Notification-Kind': mail.kind },
        createdAt: now,
      })),
    )
    .onConflictDoNothing();
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
