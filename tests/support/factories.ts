import type { Connection } from '@/db/client';
import * as schema from '@/db/schema';
import * as numbers from '@/db/seed/numbers';
import type { CustomerActor } from '@/lib/auth/actor';
import { addDays, addMonths, day, startOfDay, type Day } from '@/lib/kernel/dates';
import { grosze, sum, vatOn } from '@/lib/kernel/money';
import { litres } from '@/lib/kernel/volume';

/**
 * Rows with sound defaults and valid checksums for tests: `insertCustomer(db(), { name: 'Jan Próbny' })`.
 * Numbers begin at 900001, far from the demo data's; each call makes the next ones. Overrides win, and are
 * not judged: a test may want a bad NIP.
 */
type New<T extends { $inferInsert: unknown }> = T['$inferInsert'];

let made = 800_000;
const next = (): number => ++made;

/** The day that fixed-time tests live on. */
export const TODAY: Day = day('2026-11-22');

export function aCustomer(
  overrides: Partial<New<typeof schema.customers>> = {},
): New<typeof schema.customers> {
  const id = next();
  return {
    customerNumber: numbers.customerNumber(id),
    kind: 'person',
    name: 'Zofia Próbna',
    email: `zofia.probna.${id}@example.pl`,
    phone: numbers.phone(id),
    street: 'Młyńska',
    building: '14',
    unit: '3',
    postalCode: '66-300',
    city: 'Międzyrzecz',
    bankAccount: numbers.nrb(id),
    ...overrides,
  };
}

export function aBusiness(
  overrides: Partial<New<typeof schema.customers>> = {},
): New<typeof schema.customers> {
  return aCustomer({
    kind: 'business',
    name: 'Młyn Próbny Sp. z o.o.',
    nip: numbers.nip(next() % 400_000),
    ...overrides,
  });
}

export function aServicePoint(
  overrides: Partial<New<typeof schema.servicePoints>> = {},
): New<typeof schema.servicePoints> {
  return {
    servicePointNumber: numbers.servicePointNumber(next()),
    street: 'Młyńska',
    building: '14',
    unit: '3',
    postalCode: '66-300',
    city: 'Międzyrzecz',
    ...overrides,
  };
}

export function aContract(
  of: { customerId: number; servicePointId: number },
  overrides: Partial<New<typeof schema.contracts>> = {},
): New<typeof schema.contracts> {
  const startsOn = overrides.startsOn ?? day('2020-03-01');
  return {
    contractNumber: numbers.contractNumber(startsOn, next()),
    service: 'water_sewage',
    tariffGroup: 'G1',
    signedOn: startsOn,
    startsOn,
    ...of,
    ...overrides,
  };
}

export function aMeter(
  of: { servicePointId: number },
  overrides: Partial<New<typeof schema.meters>> = {},
): New<typeof schema.meters> {
  const role = overrides.role ?? 'main';
  return {
    serialNumber: numbers.meterSerial(role, next()),
    role,
    digits: 5,
    installedOn: day('2023-05-10'),
    legalisationValidUntil: day('2028-05-10'),
    ...of,
    ...overrides,
  };
}

/** @param value litres @param on the state at 00:00 of that day */
export function aReading(
  meterId: number,
  on: Day,
  value: number,
  overrides: Partial<New<typeof schema.readings>> = {},
): New<typeof schema.readings> {
  return { meterId, readAt: startOfDay(on), value: litres(value), kind: 'actual', ...overrides };
}

/** An invoice of 100,00 zł net, 108,00 zł gross unless its amounts are given. */
export function anInvoice(
  of: { customerId: number; contractId?: number | null },
  overrides: Partial<New<typeof schema.invoices>> = {},
): New<typeof schema.invoices> {
  const issuedOn = overrides.issuedOn ?? addDays(TODAY, -7);
  const net = overrides.net ?? grosze(10_000);
  const vat = overrides.vat ?? vatOn(net, 8);
  return {
    invoiceNumber: numbers.invoiceNumber(overrides.isCorrection ? 'KOR' : 'FV', issuedOn, next()),
    issuedOn,
    dueOn: addDays(issuedOn, 14),
    net,
    vat,
    gross: sum([net, vat]),
    kind: overrides.isCorrection ? 'KOR' : 'VAT',
    ...of,
    ...overrides,
  };
}

export function aPayment(
  of: { customerId: number },
  overrides: Partial<New<typeof schema.payments>> = {},
): New<typeof schema.payments> {
  return {
    paymentId: numbers.paymentNumber(next()),
    bookedOn: addDays(TODAY, -1),
    amount: grosze(10_800),
    title: overrides.invoiceNumber ?? 'za wodę',
    ...of,
    ...overrides,
  };
}

export function anAccount(overrides: Partial<New<typeof schema.accounts>> = {}): New<typeof schema.accounts> {
  return { email: `konto.${next()}@example.pl`, ...overrides };
}

export const insertCustomer = async (db: Connection, overrides: Parameters<typeof aCustomer>[0] = {}) =>
  one(await db.insert(schema.customers).values(aCustomer(overrides)).returning());

export const insertServicePoint = async (
  db: Connection,
  overrides: Parameters<typeof aServicePoint>[0] = {},
) => one(await db.insert(schema.servicePoints).values(aServicePoint(overrides)).returning());

export const insertContract = async (db: Connection, ...args: Parameters<typeof aContract>) =>
  one(
    await db
      .insert(schema.contracts)
      .values(aContract(...args))
      .returning(),
  );

export const insertMeter = async (db: Connection, ...args: Parameters<typeof aMeter>) =>
  one(
    await db
      .insert(schema.meters)
      .values(aMeter(...args))
      .returning(),
  );

export const insertReading = async (db: Connection, ...args: Parameters<typeof aReading>) =>
  one(
    await db
      .insert(schema.readings)
      .values(aReading(...args))
      .returning(),
  );

/** With its VAT table and one line, so that the sums agree. */
export async function insertInvoice(db: Connection, ...args: Parameters<typeof anInvoice>) {
  const invoice = one(
    await db
      .insert(schema.invoices)
      .values(anInvoice(...args))
      .returning(),
  );
  const { id: invoiceId, net, vat } = invoice;
  await db.insert(schema.invoiceVat).values({ invoiceId, rate: '8', net, vat });
  await db
    .insert(schema.invoiceLines)
    .values({ invoiceId, position: 1, lineNo: 1, name: 'Woda', unit: 'm3', net, vatRate: '8' });
  return invoice;
}

export const insertPayment = async (db: Connection, ...args: Parameters<typeof aPayment>) =>
  one(
    await db
      .insert(schema.payments)
      .values(aPayment(...args))
      .returning(),
  );

/** An account, managing the customers given. */
export async function insertAccount(
  db: Connection,
  overrides: Parameters<typeof anAccount>[0] = {},
  customerIds: readonly number[] = [],
) {
  const account = one(await db.insert(schema.accounts).values(anAccount(overrides)).returning());
  for (const customerId of customerIds) {
    await db
      .insert(schema.accountCustomers)
      .values({ accountId: account.id, customerId, source: 'registration' });
  }
  return account;
}

/**
 * A customer with a service point, a contract and a main meter: what most tests stand on.
 * @param overrides of the customer
 */
export async function insertHousehold(db: Connection, overrides: Parameters<typeof aCustomer>[0] = {}) {
  const customer = await insertCustomer(db, overrides);
  const point = await insertServicePoint(db);
  const contract = await insertContract(db, { customerId: customer.id, servicePointId: point.id });
  const meter = await insertMeter(db, { servicePointId: point.id });
  return { customer, point, contract, meter };
}

type CustomerRow = typeof schema.customers.$inferSelect;

/** Who is signed in with an account that manages these customers; the first is looked at. */
export function actorOf(...managed: readonly CustomerRow[]): CustomerActor {
  const customers = managed.map(({ id, customerNumber, kind, name }) => ({
    id,
    customerNumber,
    kind,
    name,
    nickname: null,
    scope: 'all' as const,
    owner: true,
  }));
  return {
    kind: 'customer',
    accountId: next(),
    sessionId: '00000000-0000-0000-0000-000000000000',
    email: 'zofia.probna@example.pl',
    locale: 'pl',
    customers,
    current: customers[0]!,
  };
}

/**
 * A customer with a monthly invoice for each of some properties, the newest in the month of {@link TODAY}; each is
 * paid three weeks later but the last two months' ones.
 */
export async function insertLongHistory(
  db: Connection,
  { months, properties }: { months: number; properties: number },
): Promise<CustomerRow> {
  const customer = await insertCustomer(db);
  const first = addMonths(day(`${TODAY.slice(0, 7)}-01`), 1 - months);
  for (let property = 1; property <= properties; property++) {
    const point = await insertServicePoint(db, { building: String(property), unit: null });
    const contract = await insertContract(
      db,
      { customerId: customer.id, servicePointId: point.id },
      { startsOn: first },
    );
    const invoices = await db
      .insert(schema.invoices)
      .values(
        Array.from({ length: months }, (_, index) =>
          anInvoice(
            { customerId: customer.id, contractId: contract.id },
            { issuedOn: addDays(addMonths(first, index), property) },
          ),
        ),
      )
      .returning();
    await db
      .insert(schema.payments)
      .values(
        invoices
          .slice(0, -2)
          .map(({ invoiceNumber, issuedOn, gross }) =>
            aPayment(
              { customerId: customer.id },
              { invoiceNumber, bookedOn: addDays(issuedOn, 21), amount: gross },
            ),
          ),
      );
  }
  return customer;
}

function one<T>(rows: T[]): T {
  if (rows.length !== 1) throw new Error(`expected one row, got ${rows.length}`);
  return rows[0]!;
}
