import type postgres from 'postgres';
import { startOfDay, type Day } from '../../lib/kernel/dates';
import { addDays } from './calendar';

/** Customers of the cast, by whom something was asked. */
export interface Askers {
  readonly overdue: number;
  readonly partlyPaid: number;
  readonly due: number;
  readonly corrected: number;
  readonly twoProperties: number;
  readonly fixedTerm: number;
}

/** «Written answer within 14 days of receipt»: the utility's own rule. */
const ANSWER_DAYS = 14;

/**
 * What waits for staff in a demo: a complaint whose answer is due tomorrow, a message of yesterday, readings to be
 * looked at and a new surname; besides, a message that was answered, so that a customer finds one.
 */
export async function writeWaiting(tx: postgres.TransactionSql, today: Day, by: Askers): Promise<void> {
  const at = (days: number, hour: number, minute: number) =>
    new Date(startOfDay(addDays(today, days)).getTime() + (hour * 60 + minute) * 60_000).toISOString();
  const accountOf = (customer: number) => tx`
    (select account_id from account_customers where customer_id = ${customer} order by account_id limit 1)`;

  const open = async (made: {
    ref: string;
    kind: string;
    customer: number;
    received: number;
    text: string;
    invoice?: true;
  }) => {
    const received = at(made.received, 10, 12);
    const [row] = await tx<{ id: number }[]>`
      insert into cases (ref, kind, customer_id, account_id, locale, fields, invoice_id, state, channel, form_key,
        received_at, answer_by, ip)
      select ${made.ref}, ${made.kind}, ${made.customer}::bigint, ${accountOf(made.customer)}, 'pl',
        case when i.id is null then '{}'::jsonb else jsonb_build_object('invoiceNumber', i.invoice_number) end, i.id, 'new',
        'portal', ${made.ref}, ${received}::timestamptz, ${addDays(today, made.received + ANSWER_DAYS)}::date, '192.0.2.1'
      from (select 1) one left join lateral (
        select id, invoice_number from invoices where ${made.invoice ?? false} and customer_id = ${made.customer}
        order by issued_on desc, id desc limit 1) i on true
      returning id::int as id`;
    const { id } = row!;
    await tx`insert into case_states (case_id, state, at, account_id)
      values (${id}, 'new', ${received}, ${accountOf(made.customer)})`;
    await tx`insert into case_entries (case_id, at, author, account_id, text)
      values (${id}, ${received}, 'customer', ${accountOf(made.customer)}, ${made.text})`;
    return id;
  };
  await open({
    ref: 'DEM0SPRAW1',
    kind: 'complaint_bill',
    customer: by.overdue,
    received: -13,
    text: 'Faktura jest dwa razy wyższa niż zwykle, a w domu nic się nie zmieniło. Proszę sprawdzić odczyt.',
    invoice: true,
  });
  await open({
    ref: 'DEM0SPRAW2',
    kind: 'message',
    customer: by.partlyPaid,
    received: -1,
    text: 'Czy resztę za ostatnią fakturę mogę wpłacić w kasie w piątek?',
  });
  const answered = await open({
    ref: 'DEM0SPRAW3',
    kind: 'message',
    customer: by.due,
    received: -6,
    text: 'Kiedy trzeba wymienić wodomierz ogrodowy i kto za to płaci?',
  });
  const staff = tx`(select id from accounts where staff_role = 'customer_service' order by id limit 1)`;
  await tx`update cases set state = 'answered', assigned_to = ${staff} where id = ${answered}`;
  await tx`insert into case_states (case_id, state, at, account_id)
    values (${answered}, 'answered', ${at(-4, 9, 40)}, ${staff})`;
  await tx`insert into case_entries (case_id, at, author, account_id, text)
    values (${answered}, ${at(-4, 9, 40)}, 'staff', ${staff}, ${
      'Wodomierz ogrodowy należy do Państwa, więc jego wymiana przed końcem legalizacji jest po Państwa stronie. ' +
      'Po wymianie prosimy dać nam znać: odbierzemy go i zaplombujemy.'
    })`;

  await asked(tx, 'DEM0STAN01', by.corrected, at(-2, 18, 5), {
    day: addDays(today, -2),
    litres: 98_000,
    question: 'above_expected',
    answer: 'correct',
    note: 'Napełnialiśmy basen.',
  });
  await asked(tx, 'DEM0STAN02', by.twoProperties, at(-1, 7, 30), {
    day: addDays(today, -1),
    litres: -11_000,
    question: 'below_previous',
    answer: 'replaced',
    note: 'W zeszłym tygodniu był monter.',
  });
  await tx`
    insert into contact_changes (ref, customer_id, account_id, what, before, after, reason, requested_at)
    select 'DEM0DANE01', id, ${accountOf(by.fixedTerm)}, 'name', jsonb_build_object('name', name),
      jsonb_build_object('name', name || '-Lis'), 'Zmiana nazwiska po ślubie.', ${at(-3, 20, 15)}::timestamptz
    from customers where id = ${by.fixedTerm}`;
}

/** A reading that the rules asked about: so many litres more than the newest state of the customer's main meter. */
async function asked(
  tx: postgres.TransactionSql,
  ref: string,
  customer: number,
  submitted: string,
  given: { day: Day; litres: number; question: string; answer: string; note: string },
): Promise<void> {
  await tx`
    with made as (
      insert into submitted_readings (ref, meter_id, customer_id, account_id, channel, form_key, read_on, value_l, state,
        question, answer, note, expected_from_l, expected_to_l, submitted_at)
      select ${ref}, m.id, ${customer}::bigint,
        (select account_id from account_customers where customer_id = ${customer} order by account_id limit 1),
        'portal', ${ref}, ${given.day}::date, (greatest(0, r.value_l + ${given.litres}::bigint) / 1000) * 1000, 'in_review',
        ${given.question}, ${given.answer}, ${given.note}, (r.value_l / 1000) * 1000, (r.value_l / 1000 + 12) * 1000,
        ${submitted}::timestamptz
      from contracts k join meters m using (service_point_id)
        join lateral (select value_l from readings where meter_id = m.id order by read_at desc limit 1) r on true
      where k.customer_id = ${customer} and m.role = 'main' and m.removed_on is null
      order by m.id limit 1
      returning id, account_id
    )
    insert into submitted_reading_states (submission_id, state, at, account_id)
    select id, 'in_review', ${submitted}::timestamptz, account_id from made`;
}
