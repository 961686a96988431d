/** Invoices and the dashboard's data: what a customer sees, and that another sees nothing of it. */
import type { CustomerActor } from '@/lib/auth/actor';
import { dashboard } from '@/lib/customers/queries';
import { invoiceForStaff } from '@/lib/customers/staff/queries';
import { keepRenderedPdf } from '@/lib/invoices/commands';
import { findInvoice, findPdf, listInvoices } from '@/lib/invoices/queries';
import { addDays, day } from '@/lib/kernel/dates';
import { testDatabase } from '../support/database';
import { insertAccount } from '../support/factories';
import { staffActor } from '../support/staff';

const { db, sql } = testDatabase();
const NOW = new Date('2026-11-22T13:05:00Z');
const TODAY = day('2026-11-22');
const ALL = { year: null, state: null, after: null };

interface Made {
  actor: CustomerActor;
  customerId: number;
  contractId: number;
  pointId: number;
}

let count = 0;

/** A customer with a contract at an own address, and the actor of an account that manages it. */
async function customer(more: { startsOn?: string; endsOn?: string | null } = {}): Promise<Made> {
  const number = `K-${String(++count).padStart(6, '0')}`;
  const [c] = await sql`insert into customers (customer_number, kind, name, city, bank_account)
    values (${number}, 'person', 'Jan Przykładowy', 'Międzyrzecz', '94000000000000001234500017') returning id`;
  const [p] = await sql`insert into service_points (service_point_number, street, building, postal_code, city)
    values (${`PP-${count}`}, 'ul. Młyńska', ${String(count)}, '66-300', 'Międzyrzecz') returning id`;
  const contractId = await contract(c!.id, p!.id, more);
  const managed = {
    id: Number(c!.id),
    customerNumber: number,
    kind: 'person',
    name: 'Jan Przykładowy',
  } as const;
  const current = { ...managed, nickname: null, scope: 'all' as const, owner: true };
  return {
    actor: {
      kind: 'customer',
      accountId: count,
      sessionId: '00000000-0000-0000-0000-000000000000',
      email: 'jan@example.org',
      locale: 'pl',
      customers: [current],
      current,
    },
    customerId: Number(c!.id),
    contractId,
    pointId: Number(p!.id),
  };
}

async function contract(
  customerId: number,
  pointId: number,
  { startsOn = '2020-01-01', endsOn = null as string | null } = {},
): Promise<number> {
  const [k] =
    await sql`insert into contracts (contract_number, customer_id, service_point_id, service, signed_on,
      starts_on, ends_on) values (${`U/${++count}`}, ${customerId}, ${pointId}, 'water_sewage', ${startsOn},
      ${startsOn}, ${endsOn}) returning id`;
  return Number(k!.id);
}

interface InvoiceValues {
  number?: string;
  issuedOn?: string;
  dueOn?: string;
  gross?: number;
  corrects?: string;
}

async function invoice(
  owner: Made,
  values: InvoiceValues = {},
): Promise<{ id: number; ref: string; number: string }> {
  const gross = values.gross ?? 10_800;
  const vat = Math.round((gross * 8) / 108);
  const number = values.number ?? `FV/${++count}`;
  const issuedOn = values.issuedOn ?? '2026-11-05';
  const [row] =
    await sql`insert into invoices (invoice_number, customer_id, contract_id, issued_on, sale_from,
      sale_to, due_on, net_gr, vat_gr, gross_gr, is_correction)
    values (${number}, ${owner.customerId}, ${owner.contractId}, ${issuedOn}, '2026-09-01', '2026-10-31',
      ${values.dueOn ?? addDays(day(issuedOn), 14)}, ${gross - vat}, ${vat}, ${gross}, ${!!values.corrects})
    returning id, ref`;
  if (values.corrects) {
    await sql`insert into invoice_corrections (invoice_id, corrected_number, corrected_id)
      select ${row!.id}, ${values.corrects}, (select id from invoices where invoice_number = ${values.corrects})`;
  }
  return { id: Number(row!.id), ref: row!.ref as string, number };
}

const pay = (owner: Made, amount: number, invoiceNumber: string | null = null, bookedOn = '2026-11-20') =>
  sql`insert into payments (payment_id, customer_id, booked_on, amount_gr, invoice_number)
    values (${`W/${++count}`}, ${owner.customerId}, ${bookedOn}, ${amount}, ${invoiceNumber})`;

async function meter(owner: Made, role: 'main' | 'additional', legalisation: string | null = null) {
  const serial = `M-${++count}`;
  const [row] = await sql`insert into meters (serial_number, service_point_id, role, installed_on,
      legalisation_valid_until) values (${serial}, ${owner.pointId}, ${role}, '2020-01-01', ${legalisation})
    returning id`;
  return { id: Number(row!.id), serial };
}

const reading = (meterId: number, on: string, cubicMetres: number) =>
  sql`insert into readings (meter_id, read_at, value_l, kind)
    values (${meterId}, ${on}::timestamp at time zone 'Europe/Warsaw', ${cubicMetres * 1000}, 'actual')`;

describe('the list', () => {
  it('108,00 due + 50,00 paid: both states, 108,00 to pay; another customer sees nothing', async () => {
    const [owner, other] = [await customer(), await customer()];
    const due = await invoice(owner, { dueOn: '2026-11-30' });
    const paid = await invoice(owner, { issuedOn: '2026-09-04', gross: 5_000 });
    await pay(owner, 5_000, paid.number, '2026-09-10');

    const list = await listInvoices(owner.actor, ALL, TODAY);
    expect(list.invoices.map(i => [i.ref, i.settled.state, i.settled.open])).toEqual([
      [due.ref, 'due', 10_800],
      [paid.ref, 'paid', 0],
    ]);
    expect(list.totals).toMatchObject({ amountDue: 10_800, nextDueOn: '2026-11-30' });

    const nothing = await listInvoices(other.actor, ALL, TODAY);
    expect(nothing).toMatchObject({ invoices: [], next: null, years: [], totals: { amountDue: 0 } });
  });

  it('pages by key: 45 invoices are 20 + 20 + 5, none twice, also when a new one arrives in between', async () => {
    const owner = await customer();
    const made: string[] = [];
    for (let i = 0; i < 45; i++) {
      // Three a day, so that the key's second half matters.
      made.push((await invoice(owner, { issuedOn: addDays(day('2026-01-01'), Math.floor(i / 3)) })).ref);
    }
    const first = await listInvoices(owner.actor, ALL, TODAY);
    await invoice(owner, { issuedOn: '2026-11-21' });
    const second = await listInvoices(owner.actor, { ...ALL, after: first.next }, TODAY);
    const third = await listInvoices(owner.actor, { ...ALL, after: second.next }, TODAY);
    expect([first, second, third].map(page => page.invoices.length)).toEqual([20, 20, 5]);
    expect(third.next).toBeNull();
    const seen = [first, second, third].flatMap(page => page.invoices.map(i => i.ref));
    expect([...seen].sort()).toEqual([...made].sort());
  });

  it('filters by year and state; a cursor that is none begins at the top', async () => {
    const owner = await customer();
    const old = await invoice(owner, { issuedOn: '2024-05-05', gross: 4_000 });
    const late = await invoice(owner, { issuedOn: '2026-10-01', gross: 6_000 });
    const correction = await invoice(owner, { issuedOn: '2026-11-01', gross: -500, corrects: old.number });
    await pay(owner, 3_500, old.number);
    const refs = async (filter: Partial<typeof ALL> | object) =>
      (await listInvoices(owner.actor, { ...ALL, ...filter }, TODAY)).invoices.map(i => i.ref);
    expect(await refs({ year: 2024 })).toEqual([old.ref]);
    expect(await refs({ state: 'overdue' })).toEqual([late.ref]);
    expect(await refs({ state: 'to_pay', year: 2024 })).toEqual([]);
    expect(await refs({ state: 'correction' })).toEqual([correction.ref]);
    expect(await refs({ state: 'paid' })).toEqual([old.ref]);
    expect(await refs({ after: 'nonsense' })).toHaveLength(3);
    expect((await listInvoices(owner.actor, { ...ALL, year: 2024 }, TODAY)).years).toEqual([2026, 2024]);
  });
});

describe('one invoice', () => {
  it('with lines, readings, VAT, notes and its correction; absent and somebody else’s look alike', async () => {
    const [owner, other] = [await customer(), await customer()];
    const garden = await meter(owner, 'additional');
    const original = await invoice(owner);
    await sql`insert into invoice_lines (invoice_id, position, line_no, name, unit, quantity, net_price, net_gr,
        vat_rate, meter_serial, reading_from_l, reading_to_l)
      values (${original.id}, 1, 1, 'Woda', 'm3', 14.426, 5.12, 7386, '8', ${garden.serial}, 412000, 426426)`;
    await sql`insert into invoice_vat values (${original.id}, '8', 10000, 800)`;
    await sql`insert into invoice_notes (invoice_id, position, kind, key, value)
      values (${original.id}, 1, 'description', 'Punkt poboru', 'ul. Młyńska 1')`;
    await sql`insert into invoice_documents (invoice_id, kind, content, sha256)
      values (${original.id}, 'fa3_xml', '\\x3c', 'x')`;
    const correction = await invoice(owner, {
      issuedOn: '2026-11-10',
      gross: -800,
      corrects: original.number,
    });
    await pay(owner, 4_000);

    const found = await findInvoice(owner.actor, original.ref, TODAY);
    expect(found).toMatchObject({
      number: original.number,
      settled: { state: 'partly_overdue', open: 6_000, credited: 800, paid: 4_000 },
      servicePoint: { street: 'ul. Młyńska', city: 'Międzyrzecz' },
      customer: { name: 'Jan Przykładowy', bankAccountChangedAt: null },
      lines: [
        { quantity: '14.426', netPrice: '5.12', net: 7386, meterRole: 'additional', readingTo: 426_426 },
      ],
      vatByRate: [{ rate: '8', net: 10_000, vat: 800 }],
      notes: [{ key: 'Punkt poboru' }],
      correctedBy: [{ ref: correction.ref, gross: -800 }],
      hasXml: true,
      hasBillingPdf: false,
    });
    expect((await findInvoice(owner.actor, correction.ref, TODAY))?.corrects).toMatchObject([
      { number: original.number, ref: original.ref },
    ]);
    expect(await findInvoice(other.actor, original.ref, TODAY)).toBeNull();
    expect(await findInvoice(owner.actor, 'NOSUCHREF0', TODAY)).toBeNull();
  });

  it('is found for every customer of the account, not only the current one', async () => {
    const [owner, second] = [await customer(), await customer()];
    const theirs = await invoice(second);
    const both = { ...owner.actor, customers: [...owner.actor.customers, ...second.actor.customers] };
    expect(await findInvoice(both, theirs.ref, TODAY)).not.toBeNull();
  });

  it('a correction of somebody else’s document names it without a link', async () => {
    const [owner, other] = [await customer(), await customer()];
    const theirs = await invoice(other);
    const mine = await invoice(owner, { gross: -100, corrects: theirs.number });
    expect((await findInvoice(owner.actor, mine.ref, TODAY))?.corrects).toMatchObject([
      { number: theirs.number, ref: null, gross: null },
    ]);
    expect((await findInvoice(other.actor, theirs.ref, TODAY))?.correctedBy).toEqual([]);
    expect((await findInvoice(other.actor, theirs.ref, TODAY))?.settled.open).toBe(10_800);
  });
});

describe('the PDF', () => {
  it('is kept once, also when two render at the same time; another customer gets and keeps nothing', async () => {
    const [owner, other] = [await customer(), await customer()];
    const { ref, id } = await invoice(owner);
    expect(await findPdf(owner.actor, ref)).toMatchObject({ content: null, document: { ref } });
    expect(await findPdf(other.actor, ref)).toBeNull();
    expect(await keepRenderedPdf(other.actor, ref, Buffer.from('theirs'))).toBeNull();
    const kept = await Promise.all(
      ['one', 'two', 'three'].map(text => keepRenderedPdf(owner.actor, ref, Buffer.from(text))),
    );
    expect(new Set(kept.map(bytes => Buffer.from(bytes!).toString())).size).toBe(1);
    const [{ n }] = await sql<
      [{ n: string }]
    >`select count(*) n from invoice_documents where invoice_id = ${id}`;
    expect(n).toBe('1');
    await sql`insert into invoice_documents (invoice_id, kind, content, sha256)
      values (${id}, 'billing_pdf', 'billing', 'x')`;
    expect(Buffer.from((await findPdf(owner.actor, ref))!.content!).toString()).toBe('billing');
  });

  it('opens for staff under its own customer’s number alone, with a line in the log', async () => {
    const [owner, other] = [await customer(), await customer()];
    const { ref, id, number } = await invoice(owner);
    await sql`insert into invoice_documents (invoice_id, kind, content, sha256)
      values (${id}, 'billing_pdf', 'billing', 'x')`;
    const { id: accountId } = await insertAccount(db, { staffRole: 'auditor' });
    const open = ({ actor: { current } }: Made) =>
      invoiceForStaff(
        staffActor('auditor', accountId),
        { ip: '192.0.2.1' },
        current.customerNumber,
        ref,
        NOW,
      );
    expect(await open(other)).toBeNull();
    expect(await open(owner)).toMatchObject({ number });
    const lines = await sql`select entity, details from audit_log where action = 'customer.invoice_seen'`;
    expect(lines).toEqual([
      { entity: `customer:${owner.actor.current.customerNumber}`, details: { invoice: number } },
    ]);
  });
});

describe('the dashboard', () => {
  it('of a customer without any invoice: nothing to pay, no comparison, an address', async () => {
    const owner = await customer({ startsOn: '2026-11-01' });
    expect(await dashboard(owner.actor, NOW)).toMatchObject({
      addresses: [{ street: 'ul. Młyńska' }],
      totals: { amountDue: 0, overpayment: 0 },
      open: [],
      latest: [],
      lastPaymentOn: null,
      importedAt: null,
      consumption: null,
      upcoming: [],
    });
  });

  it('shows what is open, oldest due first, and the newest four; another customer sees nothing of it', async () => {
    const [owner, other] = [await customer(), await customer()];
    for (const month of ['06', '07', '08', '09', '10']) {
      await invoice(owner, { issuedOn: `2026-${month}-01`, gross: 1_000 });
    }
    await pay(owner, 3_000, null, '2026-10-20');
    const shown = await dashboard(owner.actor, NOW);
    expect(shown.open.map(i => i.issuedOn)).toEqual(['2026-09-01', '2026-10-01']);
    expect(shown.latest.map(i => i.issuedOn)).toEqual([
      '2026-10-01',
      '2026-09-01',
      '2026-08-01',
      '2026-07-01',
    ]);
    expect(shown).toMatchObject({
      lastPaymentOn: '2026-10-20',
      totals: { amountDue: 2_000, overdue: 2_000 },
    });
    const nothing = await dashboard(other.actor, NOW);
    expect(nothing).toMatchObject({ open: [], latest: [], lastPaymentOn: null });
  });

  it('60 m³ in six months against 72 m³ the year before; garden meters and other points do not count', async () => {
    const [owner, other] = [await customer(), await customer()];
    for (const [made, factor] of [
      [owner, 1],
      [other, 7],
    ] as const) {
      const main = await meter(made, 'main');
      await reading(main.id, '2024-11-01', 0);
      await reading(main.id, '2025-11-01', 144 * factor);
      await reading(main.id, '2026-05-01', 204 * factor);
      await reading(main.id, '2026-11-01', 264 * factor);
    }
    const garden = await meter(owner, 'additional', '2027-01-12');
    await reading(garden.id, '2024-11-01', 0);
    await reading(garden.id, '2026-11-01', 500);
    const shown = await dashboard(owner.actor, NOW);
    expect(shown.consumption).toMatchObject({ verdict: 'less', used: 60_000 });
    // 144 m³ over 365 days of which May to October are 184, less the clock change's hour
    expect(Math.round(shown.consumption!.yearBefore / 1000)).toBe(73);
    expect(shown.upcoming).toEqual([{ kind: 'legalisation', name: garden.serial, on: '2027-01-12' }]);
  });

  it('readings of the people who lived there before are not the customer’s', async () => {
    const before = await customer({ startsOn: '2020-01-01', endsOn: '2026-04-30' });
    const main = await meter(before, 'main');
    await reading(main.id, '2024-11-01', 0);
    await reading(main.id, '2026-05-01', 204);
    await reading(main.id, '2026-11-01', 264);
    const newcomer = await customer();
    await sql`delete from contracts where id = ${newcomer.contractId}`;
    await contract(newcomer.customerId, before.pointId, { startsOn: '2026-05-01' });
    expect((await dashboard(newcomer.actor, NOW)).consumption).toBeNull();
    expect((await dashboard(before.actor, NOW)).consumption).toBeNull();
  });

  it('a contract that ends within 90 days is mentioned, a later end is not', async () => {
    const soon = await customer({ endsOn: '2027-01-31' });
    expect((await dashboard(soon.actor, NOW)).upcoming).toMatchObject([
      { kind: 'contract', on: '2027-01-31' },
    ]);
    const later = await customer({ endsOn: '2027-05-31' });
    expect((await dashboard(later.actor, NOW)).upcoming).toEqual([]);
  });

  it('an account changed and not confirmed is said', async () => {
    const owner = await customer();
    await sql`update customers set bank_account_changed_at = '2026-11-03T10:00:00Z' where id = ${owner.customerId}`;
    expect((await dashboard(owner.actor, NOW)).paying.changedAt).toEqual(new Date('2026-11-03T10:00:00Z'));
    await sql`update customers set bank_account_confirmed_at = now() where id = ${owner.customerId}`;
    expect((await dashboard(owner.actor, NOW)).paying.changedAt).toBeNull();
  });
});
