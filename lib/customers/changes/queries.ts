import 'server-only';
import { asc, desc, eq, sql } from 'drizzle-orm';
import { db, type Connection } from '@/db/client';
import { accounts, contactChanges, customers } from '@/db/schema';
import type { CustomerActor, StaffActor } from '@/lib/auth/actor';
import { currentId } from '@/lib/auth/scopes';
import {
  dataOf,
  stageOf,
  type Changeable,
  type ChangedData,
  type ChangeStage,
  type ChangeState,
} from './rules';

/** The columns that can be asked to be changed, and what else the utility holds of a customer. */
export const heldColumns = {
  customerNumber: customers.customerNumber,
  kind: customers.kind,
  name: customers.name,
  nip: customers.nip,
  email: customers.email,
  phone: customers.phone,
  street: customers.street,
  building: customers.building,
  unit: customers.unit,
  postalCode: customers.postalCode,
  city: customers.city,
};

/** What the billing system holds of the current customer, for its owner. @throws Error for anybody else */
export async function heldData(actor: CustomerActor, connection: Connection = db()) {
  const [row] = await connection
    .select(heldColumns)
    .from(customers)
    .where(sql`${customers.id} = ${currentId(actor, 'owner')}::bigint`);
  if (!row) throw new Error('these data are for the owner of the access alone');
  return row;
}

export type HeldData = Awaited<ReturnType<typeof heldData>>;

const changeColumns = {
  ref: contactChanges.ref,
  what: contactChanges.what,
  before: contactChanges.before,
  after: contactChanges.after,
  reason: contactChanges.reason,
  state: contactChanges.state,
  requestedAt: contactChanges.requestedAt,
  decidedAt: contactChanges.decidedAt,
  refusalReason: contactChanges.refusalReason,
};

/** A request with where it stands. */
export interface ShownChange {
  readonly ref: string;
  readonly what: Changeable;
  readonly before: ChangedData;
  readonly after: ChangedData;
  readonly reason: string | null;
  readonly state: ChangeState;
  readonly stage: ChangeStage;
  readonly requestedAt: Date;
  readonly decidedAt: Date | null;
  readonly refusalReason: string | null;
}

/** Longer lists are for the export of one's own data. */
const MOST = 20;

/** Requests of the current customer, newest first, at most 20. @param held of the same customer */
export async function ownChanges(
  actor: CustomerActor,
  held: HeldData,
  connection: Connection = db(),
): Promise<ShownChange[]> {
  const rows = await connection
    .select(changeColumns)
    .from(contactChanges)
    .where(sql`${contactChanges.customerId} = ${currentId(actor, 'owner')}::bigint`)
    .orderBy(desc(contactChanges.id))
    .limit(MOST);
  const approved = new Set<Changeable>();
  return rows.map(row => {
    const newest = row.state === 'approved' && !approved.has(row.what);
    if (newest) approved.add(row.what);
    return { ...row, stage: stageOf(row, dataOf(row.what, held), newest) };
  });
}

const staffColumns = {
  ...changeColumns,
  customerNumber: customers.customerNumber,
  /** of the customer, as the billing system has it now */
  customerName: customers.name,
  customerKind: customers.kind,
  nip: customers.nip,
  /** who asked */
  email: accounts.email,
};

const forStaff = (connection: Connection) =>
  connection
    .select(staffColumns)
    .from(contactChanges)
    .innerJoin(customers, eq(customers.id, contactChanges.customerId))
    .innerJoin(accounts, eq(accounts.id, contactChanges.accountId));

/**
 * For staff (`changes.see`): the requests that wait, the oldest first. Reading one person's data is logged by the
 * page that shows it (S12).
 */
export async function waitingChanges(_actor: StaffActor, connection: Connection = db()) {
  return forStaff(connection).where(eq(contactChanges.state, 'requested')).orderBy(asc(contactChanges.id));
}

export type StaffChange = Awaited<ReturnType<typeof waitingChanges>>[number];

/** How many wait, for navigation and start page. */
export const countWaitingChanges = (_actor: StaffActor, connection: Connection = db()): Promise<number> =>
  connection.$count(contactChanges, eq(contactChanges.state, 'requested'));

/** For staff (`changes.see`): one request; null when there is none. */
export async function findChange(
  _actor: StaffActor,
  ref: string,
  connection: Connection = db(),
): Promise<StaffChange | null> {
  const [row] = await forStaff(connection).where(eq(contactChanges.ref, ref));
  return row ?? null;
}

/** For staff (`customers.see`): all requests of one customer, newest first. */
export async function changesOfCustomer(
  _actor: StaffActor,
  customerNumber: string,
  connection: Connection = db(),
): Promise<StaffChange[]> {
  return forStaff(connection)
    .where(eq(customers.customerNumber, customerNumber))
    .orderBy(desc(contactChanges.id))
    .limit(MOST);
}
