import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { verify } from '@node-rs/argon2';
import { FEWEST, NotEmpty, seed, type SeedOptions } from '@/db/seed/load';
import { DEMO_PASSWORD } from '@/db/seed/sign-ins';
import { day } from '@/lib/kernel/dates';
import { isKsefNumber, isNip, isNrb } from '@/lib/kernel/identifiers';
import { testDatabase } from '../support/database';
import { TODAY } from '../support/factories';

const OPTIONS: SeedOptions = {
  customers: 300,
  today: TODAY,
  seller: {
    nip: '9990001137',
    name: 'Wodociągi Próbne Sp. z o.o.',
    city: 'Międzyrzecz',
    address: { line1: 'Studzienna 1', line2: '66-300 Międzyrzecz' },
  },
};

/** What a customer owes by all documents and payments; below 0 an overpayment. */
const BALANCES = `
  select c.id, coalesce((select sum(gross_gr) from invoices where customer_id = c.id), 0)
             - coalesce((select sum(amount_gr) from payments where customer_id = c.id), 0) as balance
  from customers c`;
const PAID = `coalesce((select sum(p.amount_gr) from payments p where p.invoice_number = i.invoice_number), 0)`;
const INVOICE = `from invoices i where not is_correction and gross_gr > 0 and to_pay_gr is null`;
/** Ends of contracts and legalisations in days from today. */
const DAYS = (column: string) => `(${column} - date '${TODAY}')`;

/** A query for each state: it finds at least one. */
const STATES: Record<string, string> = {
  paid: `select 1 ${INVOICE} and ${PAID} = gross_gr`,
  due: `select 1 ${INVOICE} and ${PAID} = 0 and due_on >= '${TODAY}'`,
  overdue: `select 1 ${INVOICE} and ${PAID} = 0 and due_on < '${TODAY}'`,
  'partly paid': `select 1 ${INVOICE} and ${PAID} between 1 and gross_gr - 1`,
  'overpaid customer': `select 1 from (${BALANCES}) b where balance < 0`,
  'customer with nothing to pay': `select 1 from (${BALANCES}) b where balance = 0`,
  'corrected down': `select 1 from invoices k join invoice_corrections c on c.invoice_id = k.id
    join invoices o on o.id = c.corrected_id where k.gross_gr < 0 and o.invoice_number = c.corrected_number`,
  'corrected up': `select 1 from invoices k join invoice_corrections c on c.invoice_id = k.id
    join invoices o on o.id = c.corrected_id where k.gross_gr > 0`,
  'taken back whole': `select 1 from invoices k join invoice_corrections c on c.invoice_id = k.id
    join invoices o on o.id = c.corrected_id where k.gross_gr = -o.gross_gr`,
  'invoice with nothing to pay after a deduction': `select 1 from invoices i join invoice_notes n
    on n.invoice_id = i.id where n.kind = 'deduction' and to_pay_gr = 0 and n.amount_gr = i.gross_gr`,
  'invoice of 0.00': `select 1 from invoices where gross_gr = 0 and not is_correction`,
  'one customer with two contracts': `select 1 from contracts group by customer_id having count(*) = 2`,
  'one customer with three contracts and over 60 months': `select 1 from contracts k join invoices i
    on i.contract_id = k.id group by k.customer_id
    having count(distinct k.id) = 3 and min(i.sale_from) < date '${TODAY}' - interval '60 months'`,
  'one account with two customers': `select 1 from account_customers group by account_id having count(*) = 2`,
  'replaced meter': `select 1 from meters o join readings f on f.meter_id = o.id and f.kind = 'removal'
    join meters n on n.service_point_id = o.service_point_id and n.installed_on = o.removed_on
    join readings s on s.meter_id = n.id and s.kind = 'install' and s.read_at = f.read_at`,
  'garden meter, legalisation valid': `select 1 from meters where role = 'additional' and ${DAYS('legalisation_valid_until')} > 90`,
  'garden meter, legalisation soon ending': `select 1 from meters where role = 'additional'
    and ${DAYS('legalisation_valid_until')} between 30 and 90`,
  'garden meter, legalisation expired': `select 1 from meters where role = 'additional' and ${DAYS('legalisation_valid_until')} < 0`,
  'fixed term ending in 31 to 60 days': `select 1 from contracts where ${DAYS('ends_on')} between 31 and 60`,
  'fixed term ending in 8 to 30 days': `select 1 from contracts where ${DAYS('ends_on')} between 8 and 30`,
  'fixed term ending within 7 days': `select 1 from contracts where ${DAYS('ends_on')} between 0 and 7`,
  'former customer': `select 1 from customers c where not exists (select from contracts k
    where k.customer_id = c.id and (k.ends_on is null or k.ends_on >= '${TODAY}'))`,
  'business with KSeF number and document': `select 1 from customers c join invoices i on i.customer_id = c.id
    join invoice_documents d on d.invoice_id = i.id and d.kind = 'fa3_xml' where c.nip is not null and i.ksef_number is not null`,
  'correction in KSeF': `select 1 from invoice_corrections where corrected_ksef_number is not null`,
  'e-invoice consent in force': `select 1 from e_invoice_consents where action = 'accepted'`,
  'e-invoice consent withdrawn': `select 1 from e_invoice_consents where action = 'withdrawn'`,
  preferences: `select 1 from notification_preferences where channel = 'sms' and enabled`,
  'bank account changed, not confirmed': `select 1 from customers where bank_account_before <> bank_account
    and bank_account_changed_at is not null and bank_account_confirmed_at is null`,
  'payment without an invoice': `select 1 from payments where invoice_number is null`,
  'payment for an invoice that nobody issued': `select 1 from payments p
    where invoice_number is not null and not exists (select from invoices i where i.invoice_number = p.invoice_number)`,
  'customer without invoices': `select 1 from customers c where not exists (select from invoices where customer_id = c.id)`,
  'town without streets': `select 1 from customers where street is null`,
  'price step inside a settlement': `select 1 from invoice_lines where name like 'Woda – taryfa do %'`,
  'every kind of reading': `select 1 from readings having count(distinct kind) = 6`,
  'water more than 2³¹ litres': `select 1 from readings where value_l > 2147483648`,
  'customer without an account': `select 1 from customers c where not exists (select from account_customers where customer_id = c.id)`,
  'administrator and customer service': `select 1 from accounts having count(distinct staff_role) = 2`,
  'open hint at a leak, above twice the usual': `select 1 from leak_hints h join readings r on r.meter_id = h.meter_id
    and r.read_at = h.to_day::timestamp at time zone 'Europe/Warsaw'
    where h.closed_at is null and h.daily_l > 2 * h.usual_l and h.extra_cost_gr > 0`,
  'sewage only': `select 1 from contracts where service = 'sewage'`,
};

/** Rules that hold for every row: the queries find nothing. */
const NEVER: Record<string, string> = {
  'an invoice whose net + VAT is not its gross': `select 1 from invoices where net_gr + vat_gr <> gross_gr`,
  'a VAT table that is not the lines (after less before)': `select 1 from invoice_vat v join lateral (select
    sum(case when before then -net_gr else net_gr end) as net from invoice_lines l
    where l.invoice_id = v.invoice_id and l.vat_rate = v.rate) l on true where l.net <> v.net_gr`,
  'VAT that is not 8 % of the net, rounded half away': `select 1 from invoice_vat where vat_gr <> round(net_gr * 8 / 100.0)`,
  'an invoice that is not its VAT table': `select 1 from invoices i left join (select invoice_id, sum(net_gr) as net,
    sum(vat_gr) as vat from invoice_vat group by 1) v on v.invoice_id = i.id where (v.net, v.vat) is distinct from (i.net_gr, i.vat_gr)`,
  'a line that is not quantity × price, rounded half away': `select 1 from invoice_lines where net_gr <> round(quantity * net_price * 100)`,
  'water lines that do not add up to the difference of the states': `select 1 from invoice_lines where unit = 'm3'
    and meter_serial is not null and not before group by invoice_id, meter_serial, reading_from_l, reading_to_l
    having sum(quantity) * 1000 <> reading_to_l - reading_from_l and min(name) like 'Woda%'`,
  'a meter that runs backwards': `select 1 from (select value_l < lag(value_l) over (partition by meter_id order by read_at) as back
    from readings) r where back`,
  'a removed meter that is read later': `select 1 from meters m join readings r on r.meter_id = m.id
    where r.read_at > (m.removed_on::timestamp at time zone 'Europe/Warsaw')`,
  'a closing state that is no reading': `select 1 from invoices i join invoice_lines l on l.invoice_id = i.id
    where l.meter_serial is not null and l.name like 'Woda%'
      and not exists (select from invoice_corrections c where c.corrected_id = i.id) and not l.before
      and not exists (select from meters m join readings r on r.meter_id = m.id
        where m.serial_number = l.meter_serial and r.value_l = l.reading_to_l)`,
  'settlements of one contract that overlap or leave a gap': `select 1 from (select contract_id, sale_from,
    lag(sale_to) over (partition by contract_id order by sale_from) as before from invoices i
    where not is_correction and not exists (select from invoice_corrections c join invoices k on k.id = c.invoice_id
      where c.corrected_id = i.id and k.gross_gr = -i.gross_gr and i.gross_gr <> 0)) p where before + 1 <> sale_from`,
  'an invoice later than 14 days after the reading': `select 1 from invoices where not is_correction
    and issued_on - sale_to > 15 and not exists (select from invoices k where k.is_correction and k.issued_on = invoices.issued_on and k.contract_id = invoices.contract_id)`,
  'a due date outside 14 to 21 days': `select 1 from invoices where due_on - issued_on not between 14 and 21`,
  'anything dated after today': `select 1 from invoices where issued_on > '${TODAY}' union all
    select 1 from payments where booked_on > '${TODAY}' union all
    select 1 from readings where read_at > '${TODAY}'::timestamp at time zone 'Europe/Warsaw'`,
  'a reading outside the contract': `select 1 from contracts k join meters m using (service_point_id) join readings r
    on r.meter_id = m.id where r.read_at > (k.ends_on + 1)::timestamp at time zone 'Europe/Warsaw'`,
  'a payment number or amount of nothing': `select 1 from payments where amount_gr <= 0`,
};

describe('300 customers', () => {
  const { sql } = testDatabase();
  let result: Awaited<ReturnType<typeof seed>>;

  beforeAll(async () => {
    result = await seed(sql, OPTIONS);
  }, 120_000);

  test('300 customers, three years: more than 5000 invoices and 10,000 readings', async () => {
    const [row] = await sql`select (select count(*) from customers)::int as customers,
      (select count(*) from invoices)::int as invoices, (select count(*) from readings)::int as readings`;
    expect(row!.customers).toBe(300);
    expect(row!.invoices).toBeGreaterThan(5000);
    expect(row!.readings).toBeGreaterThan(10_000);
  });

  test.each(Object.entries(STATES))('is found: %s', async (_state, query) => {
    expect((await sql.unsafe(query)).length).toBeGreaterThan(0);
  });

  test.each(Object.entries(NEVER))('does not occur: %s', async (_rule, query) => {
    expect(await sql.unsafe(query)).toHaveLength(0);
  });

  test('Σ gross − Σ payments is the sum of all balances', async () => {
    const [row] = await sql.unsafe(`select sum(balance) = (select sum(gross_gr) from invoices)
      - (select sum(amount_gr) from payments) as equal from (${BALANCES}) b`);
    expect(row!.equal).toBe(true);
  });

  test('sewage = water − garden meter, while it is legalised; the whole of the water afterwards', async () => {
    // Jerzy Kołodziej: the legalisation ended 140 days ago.
    const rows = await sql<{ sale_to: string; water: string; sewage: string }[]>`
      select i.sale_to::text, sum(quantity) filter (where l.name like 'Woda%') as water,
             sum(quantity) filter (where l.name like 'Ścieki%') as sewage
      from invoices i join invoice_lines l on l.invoice_id = i.id where i.customer_id =
        (select customer_id from account_customers ac join accounts a on a.id = ac.account_id
         where a.email = 'jerzy.kolodziej@example.pl')
      group by i.id having extract(month from i.sale_to) between 6 and 9 order by i.sale_to`;
    const [before, after] = [
      rows.filter(r => r.sale_to < '2026-07-01'),
      rows.filter(r => r.sale_to > '2026-07-06'),
    ];
    expect(before.length).toBeGreaterThan(2);
    expect(after.length).toBeGreaterThan(0);
    for (const row of before) expect(Number(row.sewage)).toBeLessThan(Number(row.water));
    for (const row of after) expect(row.sewage).toBe(row.water);
  });

  test('every NIP, account and KSeF number has its valid check', async () => {
    const nips = await sql<{ nip: string }[]>`select nip from customers where kind = 'business'`;
    expect(nips.every(row => isNip(row.nip))).toBe(true);
    const accounts = await sql<{ nrb: string }[]>`select bank_account as nrb from customers`;
    expect(accounts.every(row => isNrb(row.nrb))).toBe(true);
    expect(new Set(accounts.map(row => row.nrb)).size).toBe(300);
    const ksef = await sql<{ number: string }[]>`
      select ksef_number as number from invoices where ksef_number is not null`;
    expect(ksef.every(row => isKsefNumber(row.number))).toBe(true);
  });

  test('every demo sign-in opens with the printed password', async () => {
    expect(result.signIns.length).toBeGreaterThanOrEqual(10);
    const customers = await sql<{ email: string; hash: string }[]>`
      select email, password_hash as hash from accounts where password_hash is not null`;
    expect(customers.map(row => row.email).sort()).toEqual(result.signIns.map(row => row.email).sort());
    for (const row of customers) expect(await verify(row.hash, DEMO_PASSWORD)).toBe(true);
    expect(DEMO_PASSWORD.length).toBeGreaterThanOrEqual(15);
  });

  test('the example for registration has no account, an invoice to pay and a meter', async () => {
    const { number, newest } = result.registration;
    const [row] = await sql`
      select i.gross_gr::int as gross, m.id as meter, ac.account_id as account
      from customers c join invoices i on i.customer_id = c.id and i.invoice_number = ${newest!.number}
      join contracts k on k.id = i.contract_id
      join meters m on m.service_point_id = k.service_point_id and m.serial_number = ${newest!.meterSerial}
      left join account_customers ac on ac.customer_id = c.id where c.customer_number = ${number}`;
    expect(row).toMatchObject({ gross: newest!.gross, account: null });
  });

  test('ids go on behind the seed', async () => {
    const [row] = await sql`insert into payments (payment_id, customer_id, booked_on, amount_gr)
      select 'later', 1, ${TODAY}, 100 returning id, (select max(id) from payments) as last`;
    expect(Number(row!.id)).toBe(Number(row!.last) + 1);
    await sql`delete from payments where payment_id = 'later'`;
  });

  test('a second seed is refused and changes nothing', async () => {
    await expect(seed(sql, OPTIONS)).rejects.toThrow(NotEmpty);
    expect((await sql`select count(*)::int as n from customers`)[0]!.n).toBe(300);
  });

  // Outside the repository, and without it or xmllint there is nothing to hold the documents against.
  const schema = path.join(process.cwd(), '../shared/fa3/FA3.xsd');
  const withSchema =
    existsSync(schema) && spawnSync('xmllint', ['--version']).status === 0 ? test : test.skip;
  withSchema('FA(3) documents, invoices and corrections, are valid by ../shared/fa3/FA3.xsd', async () => {
    const documents = await sql<{ content: Buffer }[]>`
      select content from invoice_documents d join invoices i on i.id = d.invoice_id
      order by is_correction desc, i.id limit 20`;
    const folder = mkdtempSync(path.join(tmpdir(), 'fa3-'));
    const files = documents.map(({ content }, i) => {
      const file = path.join(folder, `${i}.xml`);
      writeFileSync(file, content);
      return file;
    });
    const checked = spawnSync('xmllint', ['--nonet', '--noout', '--schema', schema, ...files], {
      encoding: 'utf8',
    });
    rmSync(folder, { recursive: true });
    expect({
      status: checked.status,
      said: checked.stderr.split('\n').filter(l => !l.endsWith(' validates')),
    }).toEqual({
      status: 0,
      said: [''],
    });
  });
});

describe('the same again', () => {
  const first = testDatabase();
  const second = testDatabase();

  test('two databases, same size and day: equal to the last byte', async () => {
    const small = { ...OPTIONS, customers: 60, waiting: true };
    await seed(first.sql, small);
    await seed(second.sql, small);
    expect(await digest(first.sql)).toEqual(await digest(second.sql));
    // What waits for staff: the complaint is due tomorrow, one message was answered, the readings are as they were asked.
    const rows = await first.sql`
      select kind, state, answer_by - ${TODAY}::date as due, invoice_id is not null as invoice from cases order by ref`;
    expect(rows).toEqual([
      { kind: 'complaint_bill', state: 'new', due: 1, invoice: true },
      { kind: 'message', state: 'new', due: 13, invoice: false },
      { kind: 'message', state: 'answered', due: 8, invoice: false },
    ]);
    const readings = await first.sql`
      select question, value_l > expected_to_l as above, value_l < expected_from_l as below, account_id is not null as known
      from submitted_readings where state = 'in_review' order by ref`;
    expect(readings).toEqual([
      { question: 'above_expected', above: true, below: false, known: true },
      { question: 'below_previous', above: false, below: true, known: true },
    ]);
    expect(await first.sql`select before, after from contact_changes`).toHaveLength(1);
  }, 120_000);
});

describe('another day and a small size', () => {
  const { sql } = testDatabase();
  const today = day('2027-03-31');

  beforeAll(async () => {
    await seed(sql, { ...OPTIONS, customers: 50, today });
  }, 120_000);

  const essential = Object.entries(STATES).filter(([state]) => state !== 'preferences');
  test.each(essential)('50 customers on 31 March 2027, found: %s', async (_state, query) => {
    expect((await sql.unsafe(query.replaceAll(TODAY, today))).length).toBeGreaterThan(0);
  });

  test.each(Object.entries(NEVER))(
    '50 customers on 31 March 2027, does not occur: %s',
    async (_rule, query) => {
      expect(await sql.unsafe(query.replaceAll(TODAY, today))).toHaveLength(0);
    },
  );

  test('legalisation ends 51 days and a contract 24 days after that day', async () => {
    expect(await sql`select from meters where legalisation_valid_until = ${'2027-05-21'}`).toHaveLength(1);
    expect(await sql`select from contracts where ends_on = ${'2027-04-24'}`).toHaveLength(1);
  });
});

test('fewer than the cast are filled up to it', () => {
  expect(FEWEST).toBeGreaterThan(20);
  expect(FEWEST).toBeLessThanOrEqual(50);
});

/** A checksum of every table with everything in it but the instants that the server sets. */
async function digest(sql: ReturnType<typeof testDatabase>['sql']): Promise<Record<string, string>> {
  const tables = await sql<{ name: string }[]>`
    select table_name as name from information_schema.tables
    where table_schema = 'public' and table_type = 'BASE TABLE' order by 1`;
  const sums: Record<string, string> = {};
  for (const { name } of tables) {
    const [row] =
      await sql`select md5(string_agg(t::text, '|' order by t::text collate "C")) as sum from ${sql(name)} t`;
    sums[name] = row!.sum;
  }
  return sums;
}
