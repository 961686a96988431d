import 'server-only';
import { eq } from 'drizzle-orm';
import { db, type Transaction } from '@/db/client';
import { customers } from '@/db/schema';
import { beginStep, completeStep, lockAccount, stepOf } from '@/lib/accounts/code-steps';
import { newCode } from '@/lib/accounts/mail-code';
import { CODE_MINUTES } from '@/lib/accounts/rules';
import type { CustomerActor, StaffActor } from '@/lib/auth/actor';
import { spend } from '@/lib/auth/limits';
import type { Visitor } from '@/lib/auth/visitor';
import { demand, opens } from '@/lib/auth/scopes';
import { enqueueMails } from '@/lib/delivery/commands';
import { renderMail } from '@/lib/delivery/render';
import { dayOf, type Day } from '@/lib/kernel/dates';
import { canonicalEmail, canonicalNumber } from '@/lib/kernel/identifiers';
import { Refusal } from '@/lib/kernel/refusal';
import { currentTerms } from '@/lib/terms/queries';
import { ledgerOf } from './ledger';
import { waitingForTerms } from './queries';
import { lockCustomer, recordDecision } from './record';
import { consentOn, type ConsentChannel, type ConsentState, type Delivery } from './rules';
import { prepareScan } from './scan';

/** What a customer decides on the page. */
export interface Wish {
  /** whose page it was: another customer may have been chosen in another window since */
  readonly customerNumber: string;
  readonly delivery: Delivery;
  /** for `email` and `both` */
  readonly email: string | null;
  /** of the terms on the page, when they are accepted with it; null in a change */
  readonly termsVersion: string | null;
}

/** Either done, with the entry's number in the ledger, or waiting for the code that was mailed to the address. */
export type Outcome = { readonly number: number } | { readonly codeTo: string };

/** The customer that a form is about. @throws Refusal `eInvoiceOther` when another one is looked at by now */
function customerOf(actor: CustomerActor, customerNumber: string): number {
  if (actor.current.customerNumber !== customerNumber) throw new Refusal('eInvoiceOther');
  return demand(actor, 'all');
}

/** The address as it is kept. @throws Refusal `emailMissing` where invoices are mailed and there is none */
function addressOf({ delivery, email }: Pick<Wish, 'delivery' | 'email'>): string | null {
  if (delivery === 'portal') return null;
  const address = canonicalEmail(email ?? '');
  if (address === '') throw new Refusal('emailMissing', 'email');
  return address;
}

/** Whether a state already says what is wished for. */
const isSo = (state: ConsentState, delivery: Delivery, email: string | null): boolean =>
  state.active && state.delivery === delivery && state.email === email;

/** @throws Refusal `termsChanged` when another version has come into force than the one on the page */
async function checkTerms(tx: Transaction, version: string, today: Day): Promise<void> {
  const current = await currentTerms('e_invoice', today, tx);
  if (current.version !== version) throw new Refusal('termsChanged', 'acceptTerms');
}

/**
 * Accepts the e-invoice, or (without terms) changes where invoices go. An address that is neither the account's own
 * nor the one in force is confirmed first: a code goes to it, and {@link completeWish} ends the step.
 * A second time it changes nothing and gives the same number.
 * @throws Refusal `eInvoiceOther`, `eInvoiceOff` (a change of what is not active), `emailMissing`, `termsChanged`,
 *   `tooMany`
 */
export async function decideEInvoice(
  actor: CustomerActor,
  from: Visitor,
  wish: Wish,
  now: Date,
): Promise<Outcome> {
  const customerId = customerOf(actor, wish.customerNumber);
  const email = addressOf(wish);
  const state = consentOn(await ledgerOf(db(), customerId), dayOf(now));
  const known = email === null || email === actor.email || (state.active && state.email === email);
  if (known) return { number: await write(actor, from, { ...wish, email }, customerId, now) };
  if (wish.termsVersion === null && !state.active) throw new Refusal('eInvoiceOff');
  await sendCode(actor, from, { customerId, email }, now);
  return { codeTo: email };
}

/** Mails the code that proves an address. */
async function sendCode(
  actor: CustomerActor,
  from: Visitor,
  { customerId, email }: { customerId: number; email: string },
  now: Date,
): Promise<void> {
  const { accountId, locale } = actor;
  await spend(db(), 'mailToAddress', email, now);
  const code = newCode();
  const content = await renderMail('e_invoice_code', { code, minutes: CODE_MINUTES }, locale);
  await db().transaction(async tx => {
    await lockAccount(tx, accountId);
    const what = { email, customerId, ip: from.ip };
    const { id, expiresAt } = await beginStep(tx, stepOf(actor, 'e_invoice_email'), code, what, now);
    const mail = { kind: 'e_invoice_code' as const, entity: `e-invoice-email:${id}`, occurrence: '1' };
    await enqueueMails(tx, [{ ...mail, recipient: email, accountId, locale, content, expiresAt }], now);
  });
}

/**
 * The code: the address is the person's, and the wish is carried out for the customer for which the step began.
 * @param wish as it was sent with the form, without its address, which the step knows
 * @throws Refusal `eInvoiceGone`, `eInvoiceOff`, `termsChanged`, `codeInvalid`, `codeWrong`, `codeExpired`,
 *   `codeSpent`, `tooMany`
 */
export async function completeWish(
  actor: CustomerActor,
  from: Visitor,
  { code: typed, wish }: { code: string; wish: Pick<Wish, 'delivery' | 'termsVersion'> | null },
  now: Date,
): Promise<{ number: number; customerNumber: string }> {
  if (!wish) throw new Refusal('eInvoiceGone');
  const work = async (
    tx: Transaction,
    { email, customerId }: { email: string | null; customerId: number | null },
  ) => {
    const customer = actor.customers.find(one => one.id === customerId && opens(one, 'all'));
    if (email === null || !customer) return new Refusal('eInvoiceGone');
    const number = await judgeAndWrite(tx, actor, from, { ...wish, email }, customer.id, now);
    return { number, customerNumber: customer.customerNumber };
  };
  return completeStep(from, stepOf(actor, 'e_invoice_email'), typed, { gone: 'eInvoiceGone', work }, now);
}

type Judged = Pick<Wish, 'delivery' | 'email' | 'termsVersion'>;

const write = (actor: CustomerActor, from: Visitor, wish: Judged, customerId: number, now: Date) =>
  db().transaction(tx => judgeAndWrite(tx, actor, from, wish, customerId, now));

/** Locks, judges by the ledger as it is then, and writes. @returns the number of the entry that says so */
async function judgeAndWrite(
  tx: Transaction,
  actor: CustomerActor,
  from: Visitor,
  { delivery, email, termsVersion }: Judged,
  customerId: number,
  now: Date,
): Promise<number> {
  const customer = await lockCustomer(tx, customerId);
  const today = dayOf(now);
  const ledger = await ledgerOf(tx, customerId);
  const state = consentOn(ledger, today);
  if (termsVersion === null && !state.active) throw new Refusal('eInvoiceOff');
  if (termsVersion !== null) await checkTerms(tx, termsVersion, today);
  const sameTerms = termsVersion === null || (state.active && state.termsVersion === termsVersion);
  if (sameTerms && isSo(state, delivery, email)) return numberOf(ledger, state);
  return recordDecision(
    tx,
    customer,
    {
      action: termsVersion === null ? 'changed' : 'accepted',
      effectiveOn: today,
      delivery,
      email,
      channel: 'portal',
      source: 'portal',
      accountId: actor.accountId,
      ip: from.ip,
    },
    now,
  );
}

const numberOf = (ledger: readonly { id: number; number: number }[], state: ConsentState): number =>
  ledger.find(({ id }) => id === state.entry)?.number ?? 0;

/**
 * Withdraws: paper again from invoices issued today on. A second time changes nothing.
 * @returns the number of the entry in the ledger
 * @throws Refusal `eInvoiceOther`, `eInvoiceOff` where there never was any
 */
export async function withdrawEInvoice(
  actor: CustomerActor,
  from: Visitor,
  input: { customerNumber: string },
  now: Date,
): Promise<number> {
  const customerId = customerOf(actor, input.customerNumber);
  return db().transaction(async tx => {
    const customer = await lockCustomer(tx, customerId);
    const ledger = await ledgerOf(tx, customerId);
    const today = dayOf(now);
    const state = consentOn(ledger, today);
    if (!state.active && state.entry === null) throw new Refusal('eInvoiceOff');
    if (!state.active) return numberOf(ledger, state);
    const { accountId } = actor;
    const how = { channel: 'portal', source: 'portal', accountId, ip: from.ip } as const;
    const what = { action: 'withdrawn', effectiveOn: today, delivery: null, email: null } as const;
    return recordDecision(tx, customer, { ...what, ...how }, now);
  });
}

/**
 * Accepts new terms for every customer of the account for which they wait; where invoices go stays as it is.
 * @returns the customers' numbers
 * @throws Refusal `termsChanged`
 */
export async function acceptNewTerms(
  actor: CustomerActor,
  from: Visitor,
  input: { version: string },
  now: Date,
): Promise<string[]> {
  const today = dayOf(now);
  return db().transaction(async tx => {
    await checkTerms(tx, input.version, today);
    const accepted: string[] = [];
    // In the order of their keys, so that two who manage the same customers do not wait for each other.
    for (const { id } of [...actor.customers].sort((a, b) => a.id - b.id)) {
      const customer = await lockCustomer(tx, id);
      const still = await waitingForTerms({ customers: actor.customers.filter(c => c.id === id) }, today, tx);
      if (still.length === 0) continue;
      const { accountId } = actor;
      const how = { channel: 'portal', source: 'portal', accountId, ip: from.ip } as const;
      const what = { action: 'accepted', effectiveOn: today, delivery: null, email: null } as const;
      await recordDecision(tx, customer, { ...what, ...how }, now);
      accepted.push(customer.customerNumber);
    }
    return accepted;
  });
}

/** A signed form as staff enter it. */
export interface PaperForm {
  readonly customerNumber: string;
  readonly action: 'accepted' | 'changed' | 'withdrawn';
  /** null in a withdrawal */
  readonly delivery: Delivery | null;
  readonly email: string | null;
  /** when it reached the utility: from that day on it holds */
  readonly receivedOn: Day;
  readonly channel: Extract<ConsentChannel, 'scan' | 'post' | 'in_person'>;
  readonly scan: { readonly name: string; readonly bytes: Uint8Array } | null;
}

/**
 * Enters a form that a customer signed on paper, with its scan: it holds from the day of its receipt. The same form
 * a second time (same customer, day and scan) changes nothing.
 * @param actor the operator, who stands in the entry
 * @returns the entry's number in the ledger
 * @throws Refusal `customerUnknown`, `receivedLater`, `emailMissing`, `deliveryMissing`, `eInvoiceOff`,
 *   `scanMissing`, `scanLarge`, `scanKind`, `scanBroken`
 */
export async function enterPaperConsent(
  actor: StaffActor,
  from: Visitor,
  form: PaperForm,
  now: Date,
): Promise<number> {
  const { action, receivedOn, channel } = form;
  if (receivedOn > dayOf(now)) throw new Refusal('receivedLater', 'receivedOn');
  const withdrawal = action === 'withdrawn';
  if (!withdrawal && form.delivery === null) throw new Refusal('deliveryMissing', 'delivery');
  const delivery = withdrawal ? null : form.delivery;
  const email = delivery === null ? null : addressOf({ delivery, email: form.email });
  const scan = await prepareScan(form.scan);
  const [found] = await db()
    .select({ id: customers.id })
    .from(customers)
    .where(eq(customers.customerNumber, canonicalNumber(form.customerNumber)));
  if (!found) throw new Refusal('customerUnknown', 'customerNumber');
  return db().transaction(async tx => {
    const customer = await lockCustomer(tx, found.id);
    const ledger = await ledgerOf(tx, customer.id);
    const again = ledger.find(
      entry =>
        entry.action === action && entry.effectiveOn === receivedOn && entry.scanSha256 === scan.sha256,
    );
    if (again) return again.number;
    if (action !== 'accepted' && !consentOn(ledger, receivedOn).active) throw new Refusal('eInvoiceOff');
    const how = { channel, source: 'staff', accountId: actor.accountId, ip: from.ip, scan } as const;
    return recordDecision(tx, customer, { action, effectiveOn: receivedOn, delivery, email, ...how }, now);
  });
}
