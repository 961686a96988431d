import 'server-only';
import { sql } from 'drizzle-orm';
import { db, type Connection } from '@/db/client';
import type { CustomerActor } from '@/lib/auth/actor';
import { readSession } from '@/lib/auth/session';
import { demand, opens } from '@/lib/auth/scopes';
import type { Day } from '@/lib/kernel/dates';
import { currentTerms } from '@/lib/terms/queries';
import { dayOf } from '@/lib/kernel/dates';
import { ledgerOf, ledgersOf, termsVersions, type LedgerEntry } from './ledger';
import { consentOn, firstAffected, termsWait, type ConsentState, type FirstAffected } from './rules';

export interface NamedInvoice {
  readonly ref: string;
  readonly number: string;
  readonly issuedOn: Day;
}

/** An entry as its customer sees it. */
export interface ShownEntry extends LedgerEntry {
  readonly first: FirstAffected<NamedInvoice>;
}

export interface EInvoiceOverview {
  readonly state: ConsentState;
  /** newest first */
  readonly entries: readonly ShownEntry[];
  readonly terms: { readonly version: string; readonly effectiveFrom: Day };
  /** terms in force that wait to be accepted */
  readonly termsWait: boolean;
}

/** Documents of a customer, as far as the ledger reaches back. */
async function invoicesSince(
  connection: Connection,
  customerId: number,
  ledger: readonly LedgerEntry[],
): Promise<NamedInvoice[]> {
  if (ledger.length === 0) return [];
  const rows = await connection.execute<{ ref: string; number: string; issuedOn: Day }>(sql`
    select i.ref, i.invoice_number as number, i.issued_on::text as "issuedOn"
    from invoices i where i.customer_id = ${customerId}
      and i.issued_on >= (select min(e.effective_on) from e_invoice_consents e where e.customer_id = ${customerId})
    order by i.issued_on, i.invoice_number`);
  return [...rows];
}

/** What holds for the customer that is looked at, and everything that led to it. */
export async function eInvoiceOf(
  actor: CustomerActor,
  today: Day,
  connection: Connection = db(),
): Promise<EInvoiceOverview> {
  const id = demand(actor, 'all');
  const [ledger, terms, versions] = await Promise.all([
    ledgerOf(connection, id),
    currentTerms('e_invoice', today, connection),
    termsVersions(connection, today),
  ]);
  const invoices = await invoicesSince(connection, id, ledger);
  const state = consentOn(ledger, today);
  return {
    state,
    entries: ledger.map(entry => ({ ...entry, first: firstAffected(ledger, entry, invoices) })).reverse(),
    terms: { version: terms.version, effectiveFrom: terms.effectiveFrom },
    termsWait: waits(ledger, state, versions),
  };
}

/** Whether the terms in force wait for the customer of a ledger. */
function waits(
  ledger: readonly LedgerEntry[],
  state: ConsentState,
  versions: Parameters<typeof termsWait>[1],
): boolean {
  const deciding = ledger.find(({ id }) => id === state.entry);
  return deciding !== undefined && termsWait(state, versions, dayOf(deciding.recordedAt));
}

/** Whether the customer that is looked at gets e-invoices on a day. */
export async function hasEInvoice(
  actor: CustomerActor,
  today: Day,
  connection: Connection = db(),
): Promise<boolean> {
  return consentOn(await ledgerOf(connection, actor.current.id), today).active;
}

/** The customers that an account manages for which new terms wait. */
export async function waitingForTerms(
  actor: Pick<CustomerActor, 'customers'>,
  today: Day,
  connection: Connection = db(),
): Promise<CustomerActor['customers']> {
  const versions = await termsVersions(connection, today);
  if (versions.length < 2) return [];
  const decided = actor.customers.filter(customer => opens(customer, 'all'));
  const ledgers = await ledgersOf(
    connection,
    decided.map(({ id }) => id),
  );
  return decided.filter(({ id }) => {
    const ledger = ledgers.get(id) ?? [];
    return waits(ledger, consentOn(ledger, today), versions);
  });
}

/**
 * Whether whoever has just signed in is asked for new terms. It costs nothing while there is but one version.
 * @param session the token of the session that was opened
 */
export async function asksForTerms(
  session: string,
  now: Date,
  connection: Connection = db(),
): Promise<boolean> {
  const today = dayOf(now);
  if ((await termsVersions(connection, today)).length < 2) return false;
  const opened = await readSession(connection, session, now);
  return opened !== null && (await waitingForTerms(opened, today, connection)).length > 0;
}

/** One entry of any customer that the account manages, with whose it is. */
export interface Proof {
  readonly customer: { readonly customerNumber: string; readonly name: string };
  readonly entry: ShownEntry;
  /** whether it decides today */
  readonly inForce: boolean;
}

/** `K-000118/2`: what a proof is called. */
export const proofNumber = (customerNumber: string, number: number): string => `${customerNumber}/${number}`;

/**
 * An entry of the customer that is looked at, by its number in the ledger.
 * @returns null when there is none
 */
export async function findProof(
  actor: CustomerActor,
  number: number,
  today: Day,
  connection: Connection = db(),
): Promise<Proof | null> {
  const { customerNumber, name } = actor.current;
  const id = demand(actor, 'all');
  const ledger = await ledgerOf(connection, id);
  const entry = ledger.find(one => one.number === number);
  if (!entry) return null;
  const first = firstAffected(ledger, entry, await invoicesSince(connection, id, ledger));
  const inForce = consentOn(ledger, today).entry === entry.id;
  return { customer: { customerNumber, name }, entry: { ...entry, first }, inForce };
}

/** The signed form of an entry of the customer that is looked at; null when it stands on none. */
export async function findScan(
  actor: CustomerActor,
  number: number,
  connection: Connection = db(),
): Promise<{ filename: string; contentType: string; content: Uint8Array } | null> {
  const entry = (await ledgerOf(connection, demand(actor, 'all'))).find(one => one.number === number);
  if (!entry?.scanSha256) return null;
  const [row] = await connection.execute<{ filename: string; contentType: string; content: Uint8Array }>(sql`
    select s.filename, s.content_type as "contentType", s.content from consent_scans s
      join e_invoice_consents e on e.id = s.consent_id
    where e.id = ${entry.id} and e.customer_id = ${demand(actor, 'all')}`);
  return row ?? null;
}

export interface KsefInvoices {
  /** null for a customer whose invoices need not go through KSeF */
  readonly nip: string | null;
  /** the latest, newest first */
  readonly latest: readonly (NamedInvoice & { readonly ksefNumber: string })[];
}

/** The customer's NIP and its latest invoices that are in KSeF. */
export async function ksefInvoices(
  actor: CustomerActor,
  connection: Connection = db(),
): Promise<KsefInvoices> {
  const id = demand(actor, 'all');
  const [customer] = await connection.execute<{ nip: string | null }>(
    sql`select c.nip from customers c where c.id = ${id}`,
  );
  const latest = await connection.execute<{
    ref: string;
    number: string;
    issuedOn: Day;
    ksefNumber: string;
  }>(sql`
    select i.ref, i.invoice_number as number, i.issued_on::text as "issuedOn", i.ksef_number as "ksefNumber"
    from invoices i where i.customer_id = ${id} and i.ksef_number is not null
    order by i.issued_on desc, i.invoice_number desc limit 3`);
  return { nip: customer?.nip ?? null, latest: [...latest] };
}
