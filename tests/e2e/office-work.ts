/** Work for the office in the database of the portal under test. */
import { withSql } from './readings';

/** Readings of a customer of the demo data that the rules ask about, on days of their own. @returns references */
export const readingsInReview = (count: number): Promise<string[]> =>
  withSql(async sql => {
    const rows = await sql<{ ref: string }[]>`
    insert into submitted_readings (meter_id, customer_id, channel, form_key, read_on, value_l, state, question,
      answer, note, expected_from_l, expected_to_l, submitted_at)
    select m.id, k.customer_id, 'portal', gen_random_uuid()::text, current_date - n, 99000000, 'in_review',
      'above_expected', 'correct', 'Napełnialiśmy basen.', 100000, 120000, now() - interval '2 days'
    from generate_series(1, ${count}::int) n, lateral (
      select m.id, m.service_point_id from meters m join contracts k using (service_point_id)
      where m.removed_on is null and m.role = 'main'
        and not exists (select from submitted_readings s where s.meter_id = m.id)
        and not exists (select from readings r where r.meter_id = m.id and r.read_at > now() - interval '10 days')
      order by random() limit 1) m,
      lateral (select customer_id from contracts where service_point_id = m.service_point_id limit 1) k
    returning ref`;
    await sql`
    insert into submitted_reading_states (submission_id, state, at)
    select id, state, submitted_at from submitted_readings where ref = any(${rows.map(({ ref }) => ref)})`;
    return rows.map(({ ref }) => ref);
  });

/** Messages that stand so. @returns references of the SMS nobody knows about and of the mail that failed */
export const stuckMessages = () =>
  withSql(async sql => {
    const key = String(Date.now());
    const rows = await sql<{ ref: string }[]>`
      insert into outbox (kind, entity, occurrence, channel, recipient, locale, subject, body_text, state, attempts,
        reason, first_attempt_at, last_attempt_at, segments)
      values
        ('payment_due', ${`invoice:${key}`}, '3', 'sms', '+48601000777', 'pl', null,
          'Wodociagi: 108,00 zl do 30.11.2026', 'unknown', 1, 'lease_ran_out', now(), now(), 1),
        ('invoice_issued', ${`invoice:${key}`}, '1', 'email', ${`nie.ma.${key}@example.pl`}, 'pl', 'Nowa faktura',
          'Nowa faktura: 108,00 zł', 'permanently_failed', 2, 'bounced', now(), now(), null)
      returning ref`;
    await sql`insert into suppressions (channel, recipient, reason, since)
      values ('email', ${`nie.ma.${key}@example.pl`}, 'bounced', now())`;
    return { sms: rows[0]!.ref, mail: rows[1]!.ref, address: `nie.ma.${key}@example.pl` };
  });

/** A complaint of a customer of the demo data. @returns its reference */
export const complaint = (text: string): Promise<string> =>
  withSql(async sql => {
    const [made] = await sql<{ ref: string }[]>`
      with made as (
        insert into cases (kind, customer_id, locale, state, channel, form_key, received_at, ip, answer_by)
        select 'complaint_meter', min(id), 'pl', 'new', 'portal', gen_random_uuid()::text, now(), '192.0.2.1',
          current_date + 14 from customers returning id, ref
      ), state as (
        insert into case_states (case_id, state, at) select id, 'new', now() from made
      ), entry as (
        insert into case_entries (case_id, at, author, text) select id, now(), 'customer', ${text} from made
      )
      select ref from made`;
    return made!.ref;
  });
