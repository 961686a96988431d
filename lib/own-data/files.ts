import 'server-only';
import { sql, type SQL } from 'drizzle-orm';

/**
 * What an export of one's own data holds: one row a file, each a list of flat or nested records with the names of the
 * tables' columns. `id` keys, secrets and notes of staff for staff are left out. docs/own-data.md describes them.
 */
export interface DataFile {
  readonly name: string;
  /** a statement that gives rows */
  readonly rows: SQL;
}

/** About the account itself. Nothing of any customer is in here. */
export const accountFiles = (accountId: number): DataFile[] => [
  {
    name: 'account',
    rows: sql`select email, phone, phone_verified_at, locale, created_at from accounts where id = ${accountId}`,
  },
  {
    name: 'access',
    rows: sql`select c.customer_number, m.nickname, m.source, m.scope, m.ends_on, m.created_at
      from account_customers m join customers c on c.id = m.customer_id where m.account_id = ${accountId}
      order by c.customer_number`,
  },
  {
    name: 'terms_acceptances',
    rows: sql`select t.document, t.version, a.text_hash, a.accepted_at, a.ip
      from terms_acceptances a join terms t on t.id = a.terms_id where a.account_id = ${accountId} order by a.id`,
  },
  {
    name: 'sessions',
    rows: sql`select created_at, last_seen_at, ended_at, ip_prefix, user_agent from sessions
      where account_id = ${accountId} order by created_at`,
  },
  {
    name: 'activity',
    rows: sql`select at, action, entity, details, ip from audit_log where account_id = ${accountId} order by id`,
  },
  {
    name: 'account_messages',
    rows: sql`select kind, channel, recipient, subject, state, created_at, settled_at from outbox
      where account_id = ${accountId} and customer_id is null order by id`,
  },
];

/** Contracts of the customer, with the instants between which what a meter shows is theirs (SECURITY S13). */
const own = (customerId: number) => sql`
  select k.service_point_id, k.starts_on, k.ends_on,
    k.starts_on::timestamp at time zone 'Europe/Warsaw' as starts_at,
    coalesce((k.ends_on + 1)::timestamp at time zone 'Europe/Warsaw', 'infinity') as ends_at
  from contracts k where k.customer_id = ${customerId}`;

/** About one customer that the account owns. @param accountId messages to other accounts are theirs */
export const customerFiles = (customerId: number, accountId: number): DataFile[] => [
  {
    name: 'customer',
    rows: sql`select customer_number, kind, name, nip, email, phone, street, building, unit, postal_code, city,
        bank_account from customers where id = ${customerId}`,
  },
  {
    name: 'contracts',
    rows: sql`select k.contract_number, k.service, k.tariff_group, k.signed_on, k.starts_on, k.ends_on,
        s.service_point_number, s.street, s.building, s.unit, s.postal_code, s.city
      from contracts k join service_points s on s.id = k.service_point_id
      where k.customer_id = ${customerId} order by k.starts_on, k.contract_number`,
  },
  {
    name: 'meters',
    rows: sql`with own as (${own(customerId)})
      select distinct m.serial_number, m.role, m.digits, m.installed_on, m.removed_on, m.legalisation_valid_until
      from own o join meters m on m.service_point_id = o.service_point_id
        and m.installed_on <= coalesce(o.ends_on, 'infinity') and coalesce(m.removed_on, 'infinity') >= o.starts_on
      order by m.serial_number`,
  },
  {
    name: 'readings',
    rows: sql`with own as (${own(customerId)})
      select distinct m.serial_number, r.read_at, r.value_l, r.kind, r.origin
      from own o join meters m on m.service_point_id = o.service_point_id
        join readings r on r.meter_id = m.id and r.read_at >= o.starts_at and r.read_at <= o.ends_at
      order by m.serial_number, r.read_at`,
  },
  {
    name: 'submitted_readings',
    rows: sql`select s.ref, m.serial_number, s.channel, s.read_on, s.value_l, s.state, s.information, s.question,
        s.answer, s.note, s.submitted_at,
        (select json_agg(json_build_object('state', h.state, 'at', h.at, 'reason', h.reason) order by h.id)
          from submitted_reading_states h where h.submission_id = s.id) as states
      from submitted_readings s join meters m on m.id = s.meter_id
      where s.customer_id = ${customerId} order by s.id`,
  },
  {
    name: 'invoices',
    rows: sql`select i.invoice_number, i.is_correction, i.kind, i.issued_on, i.due_on, i.sale_from, i.sale_to,
        i.net_gr, i.vat_gr, i.gross_gr, i.currency, i.ksef_number,
        (select coalesce(json_agg(json_build_object('name', l.name, 'unit', l.unit, 'net_gr', l.net_gr,
          'vat_rate', l.vat_rate) order by l.position), '[]') from invoice_lines l where l.invoice_id = i.id) as lines
      from invoices i where i.customer_id = ${customerId} order by i.issued_on, i.invoice_number`,
  },
  {
    name: 'payments',
    rows: sql`select payment_id, booked_on, amount_gr, title, invoice_number from payments
      where customer_id = ${customerId} order by booked_on, payment_id`,
  },
  {
    name: 'e_invoice_consents',
    rows: sql`select row_number() over (order by e.id) as number, e.action, e.effective_on, e.recorded_at, e.channel,
        e.source, e.delivery, e.email, e.terms_version, e.text_hash, e.ip
      from e_invoice_consents e where e.customer_id = ${customerId} order by e.id`,
  },
  {
    name: 'notification_settings',
    rows: sql`select 'customer' as of, kind, channel, enabled, decided_at, source from notification_preferences
        where customer_id = ${customerId}
      union all
      select 'account', kind, channel, enabled, decided_at, source from notification_choices
        where customer_id = ${customerId} and account_id = ${accountId}`,
  },
  {
    name: 'notifications',
    rows: sql`select ref, kind, channel, recipient, subject, body_text, state, created_at, settled_at from outbox
      where customer_id = ${customerId} and account_id = ${accountId} order by id`,
  },
  {
    name: 'messages',
    rows: sql`select c.ref, c.kind, c.state, c.channel, c.received_at, c.answer_by, c.fields,
        (select coalesce(json_agg(json_build_object('at', e.at, 'author', e.author, 'text', e.text, 'files',
          (select coalesce(json_agg(json_build_object('ref', a.ref, 'filename', a.filename) order by a.id), '[]')
            from case_attachments a where a.entry_id = e.id)) order by e.id), '[]')
          from case_entries e where e.case_id = c.id and not e.internal) as entries,
        (select coalesce(json_agg(json_build_object('state', s.state, 'at', s.at) order by s.id), '[]')
          from case_states s where s.case_id = c.id) as states
      from cases c where c.customer_id = ${customerId} order by c.id`,
  },
  {
    name: 'contact_changes',
    rows: sql`select ref, what, before, after, reason, state, requested_at, decided_at, refusal_reason
      from contact_changes where customer_id = ${customerId} order by id`,
  },
  {
    name: 'shared_access',
    rows: sql`select a.email, m.scope, m.ends_on, m.created_at
      from account_customers m join accounts a on a.id = m.account_id
      where m.customer_id = ${customerId} and m.shared_by = ${accountId} order by m.created_at`,
  },
];
