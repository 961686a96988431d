import { encode } from 'next-auth/jwt';
import type { AccessScope } from '@/lib/auth/scopes';
import { withSql } from './readings';

/**
 * Gives the customer of a sign-in one of everything that an address can name, all by the reference of their newest
 * invoice.
 * @returns that reference, and the customer's number
 */
export const thingsOf = (email: string): Promise<{ ref: string; number: string }> =>
  withSql(async sql => {
    const [row] = await sql<{ ref: string; number: string }[]>`
      select i.ref, c.customer_number as number from invoices i
        join account_customers ac on ac.customer_id = i.customer_id join accounts a on a.id = ac.account_id
        join customers c on c.id = i.customer_id
      where a.email = ${email} order by i.due_on desc limit 1`;
    if (!row) throw new Error(`${email} has no invoice`);
    const { ref } = row;
    // A reading of the same customer's, long ago and not counted, and its photo: by the same reference.
    await sql`
      with reading as (
        insert into submitted_readings (ref, meter_id, customer_id, channel, form_key, read_on, value_l, state, submitted_at)
        select ${ref}, m.id, i.customer_id, 'portal', 'security', '2001-01-01', 1000, 'rejected', now()
        from invoices i join contracts k on k.customer_id = i.customer_id
          join meters m on m.service_point_id = k.service_point_id
        where i.ref = ${ref} limit 1
        on conflict do nothing returning id
      )
      insert into reading_photos (submission_id, ref, content, width, height, created_at)
      select id, ${ref}, '\\xffd8ff', 1, 1, now() from reading`;
    // A message of theirs with a file, by the same reference.
    await sql`
      with made as (
        insert into cases (ref, kind, customer_id, locale, state, channel, form_key, received_at, ip)
        select ${ref}, 'opinion', i.customer_id, 'pl', 'closed', 'portal', 'security', now(), '192.0.2.1'
        from invoices i where i.ref = ${ref} on conflict do nothing returning id
      ), state as (
        insert into case_states (case_id, state, at) select id, 'closed', now() from made
      ), entry as (
        insert into case_entries (case_id, at, author, text) select id, now(), 'customer', 'Dobra woda.' from made
        returning id
      )
      insert into case_attachments (ref, entry_id, filename, content_type, content, size)
      select ${ref}, id, 'pismo.pdf', 'application/pdf', '\\x25504446', 4 from entry`;
    // The signed form behind their first decision on the e-invoice, and a draft of staff.
    await sql`
      insert into consent_scans (consent_id, filename, content_type, content, sha256)
      select e.id, 'formularz.pdf', 'application/pdf', '\\x25504446', 'none'
      from e_invoice_consents e join invoices i on i.customer_id = e.customer_id
      where i.ref = ${ref} order by e.effective_on, e.id limit 1 on conflict do nothing`;
    await sql`
      insert into announcements (ref, kind, title_pl, cause_pl, starts_at, created_at)
      values (${ref}, 'planned', 'Płukanie sieci', 'Płuczemy sieć.', now(), now()) on conflict do nothing`;
    // What they move out of, what was sent to them, and a form that staff have published.
    await sql`
      insert into move_outs (case_id, customer_id, service_point_id, handed_over_on, forwarding_street,
        forwarding_postal_code, forwarding_city)
      select k.id, k.customer_id, o.service_point_id, current_date, 'Polna 1', '66-300', 'Międzyrzecz'
      from cases k join contracts o on o.customer_id = k.customer_id
      where k.ref = ${ref} limit 1 on conflict do nothing`;
    await sql`
      insert into outbox (ref, kind, entity, occurrence, channel, recipient, locale, body_text, state)
      values (${ref}, 'payment_due', 'security', '1', 'sms', '+48601000778', 'pl', 'Wodociagi', 'delivered')
      on conflict do nothing`;
    await sql`
      insert into form_documents (ref, document, category, title_pl, title_en, version, valid_from, filename,
        content_type, content, size, content_hash, published_at, published_by)
      select ${ref}, ${ref}, 'other', 'Druk', 'Form', '1', current_date, 'druk.pdf', 'application/pdf',
        '\\x25504446', 4, 'none', now(), (select min(id) from accounts) on conflict do nothing`;
    await sql`
      insert into import_runs (ref, source, state, created_at)
      values (${ref}, 'paczka.zip', 'undone', now()) on conflict do nothing`;
    return row;
  });

/**
 * Somebody with whom the owner of a customer shares a part of the access, or all of it.
 * @returns the value of their session's cookie
 */
export const delegateOf = (customerNumber: string, scope: AccessScope): Promise<string> =>
  withSql(async sql => {
    const [session] = await sql<{ id: string }[]>`
      with owner as (
        select ac.account_id, ac.customer_id from account_customers ac join customers c on c.id = ac.customer_id
        where c.customer_number = ${customerNumber} and ac.shared_by is null limit 1
      ), made as (
        insert into accounts (email) values (${`${scope}.${Date.now()}@example.pl`}) returning id
      ), shared as (
        insert into account_customers (account_id, customer_id, source, scope, shared_by)
        select made.id, owner.customer_id, 'shared', ${scope}, owner.account_id from made, owner
      ), accepted as (
        insert into terms_acceptances (account_id, terms_id, text_hash, accepted_at, ip)
        select made.id, t.id, t.text_hash, now(), '192.0.2.1' from made, terms t where t.document = 'portal'
      )
      insert into sessions (account_id) select id from made returning id`;
    return sessionCookie(session?.id);
  });

/** The value of the cookie of a session that stands in the database; needs the portal's own key. */
const sessionCookie = (sid: string | undefined): Promise<string> =>
  encode({
    token: { sid, ver: 1 },
    secret: process.env.E2E_AUTH_SECRET ?? '',
    salt: 'session',
    maxAge: 3600,
  });

/** Somebody signed in who has not accepted the terms, and a customer's invitation to them. */
export const invitedWithoutTerms = (owner: string): Promise<{ cookie: string; link: string }> =>
  withSql(async sql => {
    const token = `token${Date.now()}`;
    const [session] = await sql<{ id: string }[]>`
      with made as (
        insert into accounts (email) values (${`bez.zgody.${Date.now()}@example.pl`}) returning id, email
      ), invited as (
        insert into access_invitations (token_hash, customer_id, invited_by, email, scope, locale, created_at, expires_at)
        select encode(sha256(convert_to(${token}, 'UTF8')), 'hex'), ac.customer_id, a.id, made.email, 'see', 'pl', now(),
          now() + interval '1 day'
        from made, accounts a join account_customers ac on ac.account_id = a.id
        where a.email = ${owner} and ac.shared_by is null limit 1
      )
      insert into sessions (account_id) select id from made returning id`;
    return { cookie: await sessionCookie(session?.id), link: `/invitation/${token}` };
  });
