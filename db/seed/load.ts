import type { Table } from 'drizzle-orm';
import type postgres from 'postgres';
import { startOfDay, type Day } from '../../lib/kernel/dates';
import * as schema from '../schema';
import { ANNOUNCEMENT_TABLES, writeAnnouncements } from './announcements';
import { copyInto } from './copy';
import { CAST, indexOf, type State } from './cast';
import { writeCustomer, type Written } from './history';
import type { Seller } from './draft';
import type { World } from './property';
import { Counters, emptyRows, type Rows } from './rows';
import { writeSignIns, type SignIn } from './sign-ins';
import { planFor } from './states';
import { TariffBook } from './tariffs';
import { writeWaiting } from './waiting';
import { WATER_TABLES, writeWaterQuality } from './water-quality';

/** Fewer would leave a state out. */
export const FEWEST = CAST.length;

/** Customers written before they are loaded: bounds the memory, whatever the size. */
const CHUNK = 250;

/** Each table after those it refers to. */
const TABLES: { [Name in keyof Rows]: Table } = {
  customers: schema.customers,
  service_points: schema.servicePoints,
  contracts: schema.contracts,
  meters: schema.meters,
  readings: schema.readings,
  invoices: schema.invoices,
  invoice_lines: schema.invoiceLines,
  invoice_vat: schema.invoiceVat,
  invoice_notes: schema.invoiceNotes,
  invoice_corrections: schema.invoiceCorrections,
  invoice_documents: schema.invoiceDocuments,
  payments: schema.payments,
  accounts: schema.accounts,
  account_customers: schema.accountCustomers,
  e_invoice_consents: schema.eInvoiceConsents,
  notification_preferences: schema.notificationPreferences,
  terms_acceptances: schema.termsAcceptances,
  leak_hints: schema.leakHints,
};

/** Tables with ids of their own making, whose sequences must go on behind ours. */
const WITH_IDS = [
  'customers',
  'service_points',
  'contracts',
  'meters',
  'invoices',
  'payments',
  'accounts',
  'e_invoice_consents',
  'terms_acceptances',
  'leak_hints',
  'tariffs',
  ...WATER_TABLES,
  ...ANNOUNCEMENT_TABLES,
] as const;

export interface SeedOptions {
  /** at least {@link FEWEST} */
  customers: number;
  today: Day;
  seller: Seller;
  /** whether something waits for staff, too */
  waiting?: boolean;
  /** told how many customers are in, after each chunk */
  progress?: (done: number, rows: number) => void;
}

export interface SeedResult {
  rows: number;
  signIns: SignIn[];
  /** a customer without an account, for a walk through registration */
  registration: Written;
}

/** The database already holds something; nothing was written. */
export class NotEmpty extends Error {
  override readonly name = 'NotEmpty';
}

/**
 * Fills an empty, migrated database with demo data, all or nothing, in one transaction and bounded memory.
 * The same size and the same `today` give the same rows.
 * @throws NotEmpty when there are customers, accounts or tariffs already
 */
export async function seed(sql: postgres.Sql, options: SeedOptions): Promise<SeedResult> {
  const { today, seller, progress } = options;
  const count = Math.max(options.customers, FEWEST);
  const world: World = {
    today,
    book: new TariffBook(today),
    counters: new Counters(),
    seller,
  };
  // The states shown are «as of» the newest import: the evening before.
  const evening = new Date(startOfDay(today).getTime() - 2 * 3_600_000).toISOString();
  let total = 0;
  let signIns: SignIn[] = [];
  const cast: Written[] = [];

  await sql.begin(async tx => {
    await refuseUnlessEmpty(tx);
    await copyInto(tx, schema.tariffs, world.book.rows());
    await writeWaterQuality(tx, today);
    for (let from = 0; from < count; from += CHUNK) {
      const rows = emptyRows();
      for (let index = from; index < Math.min(from + CHUNK, count); index++) {
        const written = writeCustomer(rows, world, index, planFor(index, today));
        if (index < CAST.length) cast.push(written);
      }
      if (from === 0) {
        signIns = await writeSignIns(rows, world, cast, await currentTerms(tx, today));
        const { id } = cast[indexOf('corrected down and up')]!;
        const { servicePointId } = rows.contracts.find(contract => contract.customerId === id)!;
        await writeAnnouncements(
          tx,
          today,
          rows.service_points.find(point => point.id === servicePointId)!,
        );
      }
      for (const [name, table] of Object.entries(TABLES) as [keyof Rows, Table][]) {
        await copyInto(tx, table, rows[name]);
        total += rows[name].length;
      }
      progress?.(Math.min(from + CHUNK, count), total);
    }
    await tx`
      insert into imports (source, started_at, finished_at, rows)
      values ('Dane pokazowe', ${evening}, ${evening}, ${total})`;
    for (const table of WITH_IDS) {
      await tx`select setval(pg_get_serial_sequence(${table}, 'id'), greatest(1, (select max(id) from ${tx(table)})))`;
    }
    if (options.waiting) {
      const customer = (state: State) => cast[indexOf(state)]!.id;
      const askers = {
        overdue: customer('overdue'),
        partlyPaid: customer('partly paid'),
        due: customer('due, garden meter with legalisation soon to end'),
        corrected: customer('corrected down and up'),
        twoProperties: customer('two properties'),
        fixedTerm: customer('fixed term ending within 60 days'),
      };
      await writeWaiting(tx, today, askers);
    }
  });
  // Without statistics the first pages would be planned for empty tables.
  await sql`analyze`;
  return { rows: total, signIns, registration: cast[indexOf('without an account')]! };
}

async function refuseUnlessEmpty(tx: postgres.TransactionSql): Promise<void> {
  await tx`lock table customers, accounts, tariffs in share row exclusive mode`;
  const [found] = await tx<{ customers: boolean; accounts: boolean; tariffs: boolean }[]>`
    select exists (select from customers) as customers, exists (select from accounts) as accounts,
           exists (select from tariffs) as tariffs`;
  const held = Object.entries(found!).filter(([, any]) => any);
  if (held.length > 0) {
    throw new NotEmpty(
      `The database already holds ${held.map(([name]) => name).join(', ')}: nothing was written. ` +
        `Demo data goes only into an empty one (DATABASE_URL names another; without it, remove .data/).`,
    );
  }
}

async function currentTerms(tx: postgres.TransactionSql, today: Day) {
  const [newest] = await tx<{ id: number; textHash: string }[]>`
    select id::int as id, text_hash as "textHash" from terms
    where document = 'portal' and effective_from <= ${today} order by effective_from desc, id desc limit 1`;
  return newest ?? null;
}
