import 'server-only';
import type { Connection } from '@/db/client';
import { auditLog } from '@/db/schema';

/** What the log knows; adding a kind of event happens here. */
export type AuditAction =
  | 'sharing.invited'
  | 'sharing.accepted'
  | 'sharing.changed'
  | 'sharing.revoked'
  | 'customer.searched'
  | 'customer.seen'
  | 'customer.viewed_as'
  | 'customer.view_ended'
  | 'customer.letter_made'
  | 'account.locked'
  | 'account.unlocked'
  | 'message.opened'
  | 'message.added'
  | 'message.reopened'
  | 'message.closed'
  | 'message.answered'
  | 'message.noted'
  | 'message.assigned'
  | 'message.moved'
  | 'change.requested'
  | 'change.withdrawn'
  | 'change.approved'
  | 'change.refused'
  | 'account.closed'
  | 'account.data_exported'
  | 'retention.purged'
  | 'message.seen'
  | 'message.file_seen'
  | 'message.template_saved'
  | 'message.template_withdrawn'
  | 'export.made'
  | 'form.published'
  | 'move_out.requested'
  | 'move_out.link_sent'
  | 'move_out.answered'
  | 'form.withdrawn'
  | 'session.signed_in'
  | 'session.failed'
  | 'session.code_asked'
  | 'session.code_failed'
  | 'session.signed_out'
  | 'account.registered'
  | 'account.password_changed'
  | 'account.created'
  | 'account.password_assigned'
  | 'account.terms_accepted'
  | 'terms.published'
  | 'terms.withdrawn'
  | 'account.password_reset'
  | 'account.activated'
  | 'account.email_changed'
  | 'account.phone_changed'
  | 'account.phone_removed'
  | 'account.customer_added'
  | 'account.customer_removed'
  | 'session.ended'
  | 'access.requested'
  | 'access.granted'
  | 'access.refused'
  | 'account.second_factor_on'
  | 'account.second_factor_off'
  | 'account.second_factor_reset'
  | 'account.recovery_codes_made'
  | 'account.role_changed'
  | 'account.disabled'
  | 'account.enabled'
  | 'settings.changed'
  | 'audit.exported'
  | 'notifications.chosen'
  | 'notifications.unsubscribed'
  | 'notifications.resubscribed'
  | 'e_invoice.accepted'
  | 'e_invoice.changed'
  | 'e_invoice.withdrawn'
  | 'reading.submitted'
  | 'reading.corrected'
  | 'reading.approved'
  | 'reading.rejected'
  | 'reading.seen'
  | 'reading.photo_seen'
  | 'announcement.drafted'
  | 'announcement.published'
  | 'announcement.updated'
  | 'announcement.ended'
  | 'delivery.seen'
  | 'delivery.resent'
  | 'delivery.resolved'
  | 'delivery.address_freed'
  | 'delivery.paused'
  | 'delivery.resumed'
  | 'delivery.restored'
  | 'delivery.released';

export interface AuditEvent {
  readonly action: AuditAction;
  /** e.g. `customer:K-000118`; never an e-mail address or a telephone number (SECURITY S12) */
  readonly entity: string;
  /** who did it; left out for the system and for people not signed in */
  readonly accountId?: number;
  readonly details?: Record<string, string | number | boolean>;
  readonly ip?: string;
}

/** Adds one line to the audit log, in the caller's transaction: no deed without its line. */
export async function writeAudit(connection: Connection, event: AuditEvent, now: Date): Promise<void> {
  await connection.insert(auditLog).values({ ...event, at: now });
}
