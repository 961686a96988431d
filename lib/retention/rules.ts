/**
 * How long what kind of record is kept: one row a kind. Periods are the utility's (`retention` of its configuration);
 * the defaults are reasons, not law, and somebody who knows the law of the land reads them before live use. What
 * billing and tax law keep (customers, contracts, invoices, payments, readings, the ledger of the e-invoice) is not
 * here: the billing system decides about it.
 */
export interface RetentionRule {
  /** months, when the configuration says nothing else */
  readonly months: number;
  /** no configuration may go below: something of ours needs it so long */
  readonly least: number;
  readonly table: string;
  /** the instant from which it counts, an expression over `t`; null: not yet */
  readonly since: string;
  /** which rows at all, a condition over `t` */
  readonly only?: string;
  /** emptied instead of deleted: assignments, of which `only` says that they are still to be made */
  readonly set?: string;
  /** what belongs to such a row and goes first; `$gone` is the list of its ids */
  readonly parts?: readonly string[];
}

const SETTLED = `t.settled_at is not null and t.state not in ('queued', 'sending', 'temporarily_failed', 'unknown')`;

export const RETENTION = {
  /** sign-ins with device and network; the history shows 90 days */
  signIns: { months: 12, least: 3, table: 'sessions', since: 'coalesce(t.ended_at, t.last_seen_at)' },
  audit: { months: 36, least: 12, table: 'audit_log', since: 't.at' },
  /** texts of e-mails and SMS and what was attached; that they were sent stays */
  messageTexts: {
    months: 24,
    least: 1,
    table: 'outbox',
    since: 't.created_at',
    only: `${SETTLED} and (t.body_text <> '' or t.body_html is not null or t.subject is not null)`,
    set: `body_text = '', body_html = null, subject = null`,
    parts: ['delete from outbox_attachments a where a.outbox_id = any($gone) and a.content is not null'],
  },
  /** to whom: a hash takes the place, so that the same message is still known as sent */
  messageRecipients: {
    months: 36,
    least: 6,
    table: 'outbox',
    since: 't.created_at',
    only: `${SETTLED} and t.recipient not like 'sha256:%'`,
    set: `recipient = 'sha256:' || encode(sha256(convert_to(recipient, 'UTF8')), 'hex')`,
  },
  /** what people wrote who are nobody's customer */
  unsignedCases: {
    months: 24,
    least: 6,
    table: 'cases',
    since: '(select max(s.at) from case_states s where s.case_id = t.id)',
    only: `t.customer_id is null and t.account_id is null and t.state in ('answered', 'closed')
      and not exists (select from case_drafts d where d.case_id = t.id)`,
    parts: [
      'delete from case_attachments a using case_entries e where e.id = a.entry_id and e.case_id = any($gone)',
      'delete from case_entries e where e.case_id = any($gone)',
      'delete from case_states s where s.case_id = any($gone)',
    ],
  },
  photos: { months: 24, least: 3, table: 'reading_photos', since: 't.created_at' },
  webhookEvents: { months: 6, least: 1, table: 'webhook_events', since: 't.received_at' },
  /** all but the last: its age tells whether the billing system still comes */
  imports: {
    months: 36,
    least: 1,
    table: 'imports',
    since: 't.started_at',
    only: 't.id < (select max(n.id) from imports n)',
  },
  /** files for the billing system; what was handed over is remembered by its number */
  exportFiles: {
    months: 36,
    least: 6,
    table: 'export_batches',
    since: 't.created_at',
    only: `t.content <> ''`,
    set: `content = ''`,
  },
  /** people who lost their mailbox */
  accessRequests: { months: 24, least: 3, table: 'access_requests', since: 't.decided_at' },
  /** invitations to share access that came to nothing */
  invitations: {
    months: 12,
    least: 1,
    table: 'access_invitations',
    since: 't.expires_at',
    only: 't.accepted_at is null',
  },
  /**
   * move-outs that are over, with what the new party said of themselves; the customer's own case stays, and in it that
   * the party answered
   */
  moveOuts: {
    months: 24,
    least: 6,
    table: 'move_outs',
    since: '(select max(s.at) from case_states s where s.case_id = t.case_id)',
    only: `(select k.state from cases k where k.id = t.case_id) in ('answered', 'closed')`,
    parts: [
      'delete from move_out_readings r where r.move_out_id = any($gone)',
      `delete from case_entries e using move_outs m
        where m.id = any($gone) and e.case_id = m.case_id and e.author = 'party' and e.internal`,
    ],
  },
  /** requests to change name or address that were decided */
  contactChanges: {
    months: 36,
    least: 12,
    table: 'contact_changes',
    since: 't.decided_at',
    only: `(t.state <> 'approved' or exists (select from exported_items x
      where x.kind = 'contact-changes' and x.item = t.ref))`,
  },
  /** acceptances of the portal's terms, once the account is closed: proof of a contract that has ended */
  acceptances: {
    months: 72,
    least: 36,
    table: 'terms_acceptances',
    since: '(select a.closed_at from accounts a where a.id = t.account_id)',
  },
} as const satisfies Record<string, RetentionRule>;

export type RetentionKind = keyof typeof RETENTION;
export const RETENTION_KINDS = Object.keys(RETENTION) as RetentionKind[];

/** The rule of a kind with its widest type. */
export const retentionRule = (kind: RetentionKind): RetentionRule => RETENTION[kind];
