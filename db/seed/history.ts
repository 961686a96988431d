import { startOfDay } from '../../lib/kernel/dates';
import type { Grosze } from '../../lib/kernel/money';
import { addDays } from './calendar';
import { writeInvoice } from './documents';
import { ksefDocument } from './ksef-document';
import { playLedger } from './ledger';
import { customerNumber, nip, nrb, paymentNumber, phone } from './numbers';
import { businessName, emailOf, personName } from './people';
import type { Plan } from './plan';
import type { Buyer, Draft } from './draft';
import { writeProperty, type World } from './property';
import { random as randomFrom } from './random';
import type { Rows } from './rows';

/** What others need of a customer just written: their personas, the example for registration. */
export interface Written {
  id: number;
  number: string;
  name: string;
  email: string;
  accountId: number | null;
  /** number, gross and meter of the newest invoice */
  newest: { number: string; gross: Grosze; meterSerial: string | null } | null;
}

/** Writes one customer with everything that belongs to them. The plan and the index decide all of it. */
export function writeCustomer(rows: Rows, world: World, index: number, plan: Plan): Written {
  const { today, counters } = world;
  // Not the stream that made the plan, so that a change of the mix leaves histories alone.
  const random = randomFrom(index * 2 + 1);
  const id = counters.next('customers');
  const business = plan.kind === 'business';
  const name = plan.name ?? (business ? businessName(random) : personName(random));
  const email = plan.email ?? emailOf(name, id);
  const bankAccount = nrb(id);
  const firstPoint = rows.service_points.length;
  const drafts = plan.properties.flatMap(property =>
    writeProperty(rows, world, { id, kind: plan.kind, where: plan.where }, property, random),
  );
  // A former customer has moved: there is nothing to tell where the invoices went, so they stay at home.
  const home = rows.service_points[firstPoint]!;
  const buyer: Buyer = {
    id,
    customerNumber: customerNumber(id),
    name,
    nip: business ? nip(counters.next('nip')) : null,
    bankAccount,
    address: home,
  };
  rows.customers.push({
    id,
    customerNumber: buyer.customerNumber,
    kind: plan.kind,
    name,
    nip: buyer.nip,
    email: plan.account || random.chance(0.3) ? email : null,
    phone: random.chance(0.7) ? phone(id) : null,
    street: home.street,
    building: home.building,
    unit: home.unit,
    postalCode: home.postalCode,
    city: home.city,
    bankAccount,
    bankAccountBefore: plan.bankAccountChanged ? nrb(id, 2) : null,
    bankAccountChangedAt: plan.bankAccountChanged ? startOfDay(addDays(today, -3)) : null,
    bankAccountConfirmedAt: null,
  });

  drafts.sort((a, b) => (a.issuedOn < b.issuedOn ? -1 : a.issuedOn > b.issuedOn ? 1 : 0));
  const charges = drafts.map(draft => ({
    number: draft.number,
    issuedOn: draft.issuedOn,
    dueOn: draft.dueOn,
    gross: draft.totals.gross,
    isCorrection: draft.corrected !== null,
    cancelled: draft.cancelled,
  }));
  const { payments, deductions } = playLedger(charges, plan.payer, today, random);
  for (const draft of drafts) {
    const deduction = deductions.get(draft.number);
    const document = draft.ksefNumber ? ksefDocument(world.seller, draft, buyer, deduction) : null;
    writeInvoice(rows, counters, buyer, draft, deduction, document);
  }
  for (const payment of payments) {
    const paymentId = counters.next('payments');
    rows.payments.push({
      id: paymentId,
      paymentId: paymentNumber(paymentId),
      customerId: id,
      ...payment,
    });
  }

  const accountId = plan.account ? writeAccount(rows, world, id, email, random.int(40, 900)) : null;
  writeDecisions(rows, world, plan, id, email, random);
  return { id, number: buyer.customerNumber, name, email, accountId, newest: newest(drafts) };
}

function newest(drafts: readonly Draft[]): Written['newest'] {
  const last = drafts.findLast(draft => !draft.corrected);
  if (!last) return null;
  const meterSerial = last.lines.findLast(line => line.meter)?.meter?.serial ?? null;
  return { number: last.number, gross: last.totals.gross, meterSerial };
}

/** An account brought over from the portal in use before: without a password until its owner sets one. */
export function writeAccount(
  rows: Rows,
  { today, counters }: World,
  customerId: number | null,
  email: string,
  daysAgo: number,
): number {
  const id = counters.next('accounts');
  const createdAt = startOfDay(addDays(today, -daysAgo));
  rows.accounts.push({
    id,
    email,
    passwordHash: null,
    passwordMustChange: false,
    passwordExpiresAt: null,
    phone: customerId === null ? null : phone(customerId),
    phoneVerifiedAt: customerId === null ? null : createdAt,
    locale: 'pl',
    staffRole: null,
    sessionVersion: 1,
    disabledAt: null,
    closedAt: null,
    createdAt,
  });
  if (customerId !== null) {
    const owner = { scope: 'all', endsOn: null, sharedBy: null } as const;
    rows.account_customers.push({
      accountId: id,
      customerId,
      nickname: null,
      source: 'import',
      createdAt,
      ...owner,
    });
  }
  return id;
}

const KINDS = ['invoice_issued', 'payment_due', 'contract_expiry', 'legalisation_expiry'] as const;

/** E-invoice decisions and what they want to be told. */
function writeDecisions(
  rows: Rows,
  { today, counters }: World,
  plan: Plan,
  customerId: number,
  email: string,
  random: ReturnType<typeof randomFrom>,
): void {
  if (plan.consent) {
    const acceptedOn = addDays(today, -random.int(120, 800));
    const delivery = plan.consent === 'paper' || plan.consent === 'withdrawn' ? 'email' : plan.consent;
    const row = {
      customerId,
      channel: plan.consent === 'paper' ? ('paper' as const) : ('portal' as const),
      source: 'import' as const,
      accountId: null,
      termsVersion: null,
      textHash: null,
      ip: null,
    };
    rows.e_invoice_consents.push({
      ...row,
      id: counters.next('e_invoice_consents'),
      action: 'accepted',
      effectiveOn: acceptedOn,
      recordedAt: startOfDay(acceptedOn),
      delivery,
      email: delivery === 'portal' ? null : email,
    });
    if (plan.consent === 'withdrawn') {
      const withdrawnOn = addDays(today, -random.int(20, 100));
      rows.e_invoice_consents.push({
        ...row,
        id: counters.next('e_invoice_consents'),
        action: 'withdrawn',
        effectiveOn: withdrawnOn,
        recordedAt: startOfDay(withdrawnOn),
        delivery: null,
        email: null,
      });
    }
  }
  if (!plan.account || random.chance(0.5)) return;
  const decidedAt = startOfDay(addDays(today, -random.int(10, 400)));
  for (const kind of KINDS) {
    const row = { customerId, kind, decidedAt, source: 'import' as const };
    rows.notification_preferences.push({ ...row, channel: 'email', enabled: random.chance(0.85) });
    rows.notification_preferences.push({ ...row, channel: 'sms', enabled: random.chance(0.25) });
  }
}
