import { and, asc, eq } from 'drizzle-orm';
import {
  eInvoiceConsents,
  invoiceDocuments,
  outbox,
  outboxAttachments,
  outboxStates,
  suppressions,
  type OutboxState,
} from '@/db/schema';
import type { CustomerActor } from '@/lib/auth/actor';
import { deliveriesOf, troubleOf } from '@/lib/e-invoice/deliveries';
import { recheckInvoiceDelivery, scanInvoiceDelivery } from '@/lib/e-invoice/delivery';
import { ledgerOf } from '@/lib/e-invoice/ledger';
import { consentOn } from '@/lib/e-invoice/rules';
import { exportBatch } from '@/lib/exports/commands';
import { attachmentOf } from '@/lib/invoices/pdf/attachment';
import { addDays, day, dayOf, type Day } from '@/lib/kernel/dates';
import { grosze } from '@/lib/kernel/money';
import { sha256 } from '@/lib/kernel/hash';
import { testDatabase } from '../support/database';
import {
  aBusiness,
  actorOf,
  insertAccount,
  insertCustomer,
  insertInvoice,
  TODAY,
} from '../support/factories';
import { later, NOW } from '../support/visitors';

const { db } = testDatabase();
type Entry = Partial<typeof eInvoiceConsents.$inferInsert>;

async function decide(customerId: number, entry: Entry): Promise<void> {
  await db.insert(eInvoiceConsents).values({
    customerId,
    action: 'accepted',
    effectiveOn: addDays(TODAY, -30),
    recordedAt: NOW,
    channel: 'portal',
    source: 'portal',
    delivery: 'email',
    ...entry,
  });
}

/** A customer who gets e-invoices by e-mail, with an account, and who looks at the portal. */
async function electronic(entry: Entry = {}, customerValues: Parameters<typeof insertCustomer>[1] = {}) {
  const customer = await insertCustomer(db, customerValues);
  const account = await insertAccount(db, {}, [customer.id]);
  const actor: CustomerActor = { ...actorOf(customer), accountId: account.id, email: account.email };
  const email = entry.email ?? account.email;
  await decide(customer.id, { email, ...entry });
  return { customer, account, actor, email };
}

const invoiceOf = (customerId: number, more: Parameters<typeof insertInvoice>[2] = {}) =>
  insertInvoice(db, { customerId }, { issuedOn: addDays(TODAY, -1), firstImportedAt: NOW, ...more });

const mailsOf = (invoiceId: number) =>
  db
    .select()
    .from(outbox)
    .where(and(eq(outbox.kind, 'invoice_delivery'), eq(outbox.entity, `invoice:${invoiceId}`)))
    .orderBy(asc(outbox.id));

const settle = (id: number, state: OutboxState, reason: string | null = null) =>
  db.update(outbox).set({ state, reason, settledAt: NOW }).where(eq(outbox.id, id));

/** What the batch of a kind holds of some customer. */
async function exported(kind: 'invoices-to-print' | 'e-invoice-consents', customerNumber: string, now = NOW) {
  const { content } = await exportBatch(kind, now);
  return content.split('\r\n').filter(line => line.includes(customerNumber));
}

it('a new invoice: one mail to the address of the consent, its PDF named, what to pay and to which account', async () => {
  const { customer, account } = await electronic({ delivery: 'both' });
  const invoice = await invoiceOf(customer.id, { gross: grosze(12_345), toPay: grosze(10_000) });
  expect(await scanInvoiceDelivery(NOW)).toBe(1);
  const [mail, ...more] = await mailsOf(invoice.id);
  expect(more).toEqual([]);
  expect(mail).toMatchObject({
    occurrence: '1',
    channel: 'email',
    recipient: account.email,
    accountId: account.id,
    customerId: customer.id,
    locale: 'pl',
    state: 'queued',
    headers: { 'X-Notification-Kind': 'invoice_delivery' },
  });
  const plain = mail!.bodyText.replace(/\u00a0/g, ' ');
  for (const part of [
    invoice.invoiceNumber,
    customer.customerNumber,
    '100,00 zł',
    '5 grudnia 2026',
    customer.bankAccount!.slice(-4),
    `/invoices/${invoice.ref}`,
  ])
    expect(plain).toContain(part);
  const attached = await db.select().from(outboxAttachments).where(eq(outboxAttachments.outboxId, mail!.id));
  expect(attached).toMatchObject([{ invoiceId: invoice.id, contentType: 'application/pdf', content: null }]);
});

it('repeated and ten at once: one mail', async () => {
  const { customer } = await electronic();
  const invoice = await invoiceOf(customer.id);
  const made = await Promise.all(Array.from({ length: 10 }, () => scanInvoiceDelivery(NOW)));
  expect(made.reduce((sum, one) => sum + one)).toBe(1);
  expect(await scanInvoiceDelivery(later(60))).toBe(0);
  expect(await mailsOf(invoice.id)).toHaveLength(1);
});

const yesterday = addDays(TODAY, -1);
it.each<[string, boolean, Entry[], Parameters<typeof insertInvoice>[2]]>([
  ['consent on the day of issue', true, [{ effectiveOn: yesterday }], {}],
  ['issued the day before the consent', false, [{ effectiveOn: TODAY }], {}],
  ['delivery in the portal only', false, [{ delivery: 'portal' }], {}],
  [
    'withdrawn since it was issued',
    false,
    [{}, { action: 'withdrawn', effectiveOn: TODAY, delivery: null }],
    {},
  ],
  ['7 days old at its first import', true, [{}], { issuedOn: addDays(TODAY, -7) }],
  ['8 days old at its first import', false, [{}], { issuedOn: addDays(TODAY, -8) }],
  [
    'imported 6 days ago and missed',
    true,
    [{}],
    { issuedOn: addDays(TODAY, -8), firstImportedAt: later(-6 * 1440) },
  ],
  [
    'imported 8 days ago and missed',
    false,
    [{}],
    { issuedOn: addDays(TODAY, -9), firstImportedAt: later(-8 * 1440) },
  ],
  ['a correction in the customer’s favour', true, [{}], { isCorrection: true, gross: grosze(-5_000) }],
  ['zero to pay', true, [{}], { toPay: grosze(0) }],
])('%s: mailed %s', async (_what, mailed, entries, invoiceValues) => {
  const customer = await insertCustomer(db);
  for (const entry of entries) await decide(customer.id, { email: 'bez.konta@example.pl', ...entry });
  const invoice = await invoiceOf(customer.id, invoiceValues);
  await scanInvoiceDelivery(NOW);
  expect(await mailsOf(invoice.id)).toHaveLength(mailed ? 1 : 0);
});

it('a business that consented by e-mail is mailed besides KSeF, and its mail quotes the KSeF number', async () => {
  const { customer } = await electronic({}, aBusiness());
  const ksefNumber = '9990001114-20261121-0100001AF629-50';
  const invoice = await invoiceOf(customer.id, { ksefNumber });
  await scanInvoiceDelivery(NOW);
  const [mail] = await mailsOf(invoice.id);
  expect(mail!.bodyText).toContain(ksefNumber);
  expect(await exported('invoices-to-print', customer.customerNumber)).toEqual([]);
});

it('a changed account that nobody has confirmed is not named', async () => {
  const { customer } = await electronic({}, { bankAccountChangedAt: NOW });
  const invoice = await invoiceOf(customer.id);
  await scanInvoiceDelivery(NOW);
  const [mail] = await mailsOf(invoice.id);
  expect(mail!.bodyText).toContain('niedawno się zmienił');
  expect(mail!.bodyText.replace(/\s/g, '')).not.toContain(customer.bankAccount);
});

it('looked at again before sending: withdrawn and moved are cancelled, others and other kinds stay', async () => {
  const [stays, leaves, moves] = [await electronic(), await electronic(), await electronic()];
  const rows = [];
  for (const { customer } of [stays, leaves, moves]) {
    const invoice = await invoiceOf(customer.id);
    await scanInvoiceDelivery(NOW);
    rows.push((await mailsOf(invoice.id))[0]!);
  }
  await decide(leaves.customer.id, { action: 'withdrawn', effectiveOn: TODAY, delivery: null });
  await decide(moves.customer.id, { action: 'changed', effectiveOn: TODAY, email: 'dalej@example.pl' });
  const other = { ...rows[1]!, id: -1, kind: 'payment_due' };
  const judged = await recheckInvoiceDelivery(db, [...rows, other], NOW);
  expect([...judged]).toEqual([
    [rows[1]!.id, { state: 'cancelled', reason: 'opted_out' }],
    [rows[2]!.id, { state: 'cancelled', reason: 'contact_changed' }],
  ]);
  // The dispatcher cancels them; the next scan writes to the new address, and to nobody who has withdrawn.
  for (const [id, { state, reason }] of judged) await settle(id, state, reason);
  expect(await scanInvoiceDelivery(later(1))).toBe(1);
  expect((await mailsOf(Number(rows[2]!.entity.split(':')[1]))).map(({ recipient }) => recipient)).toEqual([
    moves.email,
    'dalej@example.pl',
  ]);
  expect(await mailsOf(Number(rows[1]!.entity.split(':')[1]))).toHaveLength(1);
});

it('the attachment: the print of the billing system before ours, the same bytes for ever once sent', async () => {
  const { customer } = await electronic();
  const invoice = await invoiceOf(customer.id);
  const [ours, twice] = await Promise.all([attachmentOf(db, invoice.id), attachmentOf(db, invoice.id)]);
  expect(Buffer.from(ours.content).subarray(0, 5).toString()).toBe('%PDF-');
  expect(twice.sha256).toBe(ours.sha256);
  expect(sha256(ours.content)).toBe(ours.sha256);
  const print = Buffer.from('%PDF-1.4 print');
  await db
    .insert(invoiceDocuments)
    .values({ invoiceId: invoice.id, kind: 'billing_pdf', content: print, sha256: sha256(print) });
  expect((await attachmentOf(db, invoice.id)).sha256).toBe(sha256(print));
  expect((await attachmentOf(db, invoice.id, ours.sha256)).sha256).toBe(ours.sha256);
  await expect(attachmentOf(db, invoice.id, 'f'.repeat(64))).rejects.toThrow('not kept');
  await expect(attachmentOf(db, 999_999_999)).rejects.toThrow('there is no invoice');
});

describe('what the customer sees', () => {
  it('accepted and delivered with their instants; another customer sees nothing', async () => {
    const { customer, actor } = await electronic();
    const other = await electronic();
    const invoice = await invoiceOf(customer.id);
    await scanInvoiceDelivery(NOW);
    const [mail] = await mailsOf(invoice.id);
    for (const [state, minute] of [
      ['sending', 1],
      ['sent', 2],
      ['delivered', 3],
    ] as const)
      await db
        .insert(outboxStates)
        .values({ outboxId: mail!.id, state, at: later(minute), attempt: 1, source: 'dispatcher' });
    await settle(mail!.id, 'delivered');
    expect(await deliveriesOf(actor, invoice.ref, db)).toEqual({
      portalSince: NOW,
      failed: false,
      mails: [
        {
          recipient: mail!.recipient,
          state: 'delivered',
          failed: false,
          steps: [
            { state: 'sent', at: later(2) },
            { state: 'delivered', at: later(3) },
          ],
        },
      ],
    });
    expect(await deliveriesOf(other.actor, invoice.ref, db)).toBeNull();
    expect(await deliveriesOf(actor, '0000000000', db)).toBeNull();
  });

  it('paper on the day of issue and never mailed: no delivery to show', async () => {
    const { customer, actor } = await electronic({ effectiveOn: TODAY });
    const invoice = await invoiceOf(customer.id);
    expect(await deliveriesOf(actor, invoice.ref, db)).toBeNull();
  });

  it('a bounce is told, the invoice is printed once, and a new address ends the warning', async () => {
    const { customer, actor, email } = await electronic({ delivery: 'both' });
    const invoice = await invoiceOf(customer.id);
    await scanInvoiceDelivery(NOW);
    const state = async () => consentOn(await ledgerOf(db, customer.id), TODAY);
    expect(await troubleOf(actor, await state(), db)).toBeNull();
    expect(await exported('invoices-to-print', customer.customerNumber)).toEqual([]);
    const [mail] = await mailsOf(invoice.id);
    await settle(mail!.id, 'permanently_failed', 'bounced');
    await db
      .insert(suppressions)
      .values({ channel: 'email', recipient: email!, reason: 'bounced', since: NOW, outboxId: mail!.id });
    expect(await deliveriesOf(actor, invoice.ref, db)).toMatchObject({ failed: true });
    expect(await troubleOf(actor, await state(), db)).toEqual({ email, reason: 'bounced' });
    expect(await exported('invoices-to-print', customer.customerNumber)).toEqual([
      `${invoice.invoiceNumber},${customer.customerNumber},${yesterday},not_delivered`,
    ]);
    expect(await exported('invoices-to-print', customer.customerNumber)).toEqual([]);
    await decide(customer.id, { action: 'changed', effectiveOn: TODAY, email: 'nowy@example.pl' });
    expect(await troubleOf(actor, await state(), db)).toBeNull();
  });

  it('a mail called unwanted was delivered, and is printed', async () => {
    const { customer, actor, email } = await electronic();
    const invoice = await invoiceOf(customer.id);
    await scanInvoiceDelivery(NOW);
    const [mail] = await mailsOf(invoice.id);
    await settle(mail!.id, 'delivered', 'complained');
    await db
      .insert(suppressions)
      .values({ channel: 'email', recipient: email!, reason: 'complained', since: NOW });
    expect(await troubleOf(actor, consentOn(await ledgerOf(db, customer.id), TODAY), db)).toEqual({
      email,
      reason: 'complained',
    });
    expect(await exported('invoices-to-print', customer.customerNumber)).toHaveLength(1);
  });
});

describe('exports', () => {
  it.each<[string, string | null, Entry[], Parameters<typeof insertInvoice>[2], Date?]>([
    ['nobody decided anything', 'no_consent', [], {}],
    ['consent from the day after on', 'no_consent', [{ effectiveOn: TODAY }], {}],
    [
      'withdrawn on the day of issue',
      'no_consent',
      [{}, { action: 'withdrawn', effectiveOn: yesterday, delivery: null }],
      {},
    ],
    ['consent, in the portal', null, [{ delivery: 'portal' }], {}],
    ['consent, by e-mail, not yet sent', null, [{}], {}],
    [
      'withdrawn after the day of issue, never mailed',
      'not_delivered',
      [{}, { action: 'withdrawn', effectiveOn: TODAY, delivery: null }],
      {},
    ],
    ['by e-mail, and no cron came for a week', 'not_delivered', [{}], {}, later(8 * 1440)],
    ['history: 8 days old at its first import', null, [], { issuedOn: addDays(TODAY, -8) }],
    ['7 days old at its first import', 'no_consent', [], { issuedOn: addDays(TODAY, -7) }],
  ])('to print, %s: %s', async (_what, reason, entries, invoiceValues, now = NOW) => {
    const customer = await insertCustomer(db);
    for (const entry of entries) await decide(customer.id, { email: 'druk@example.pl', ...entry });
    const invoice = await invoiceOf(customer.id, invoiceValues);
    const lines = await exported('invoices-to-print', customer.customerNumber, now);
    expect(lines.map(line => line.split(',').at(-1))).toEqual(reason ? [reason] : []);
    expect(lines.every(line => line.startsWith(invoice.invoiceNumber))).toBe(true);
    expect(await exported('invoices-to-print', customer.customerNumber, now)).toEqual([]);
  });

  it('printed on paper, then a form received before it is entered: not mailed as well', async () => {
    const customer = await insertCustomer(db);
    const invoice = await invoiceOf(customer.id);
    expect(await exported('invoices-to-print', customer.customerNumber)).toHaveLength(1);
    await decide(customer.id, { email: 'papier@example.pl', channel: 'post', source: 'staff' });
    await scanInvoiceDelivery(NOW);
    expect(await mailsOf(invoice.id)).toEqual([]);
  });

  it('decisions: each once, what holds after it, none that the billing system brought', async () => {
    const customer = await insertCustomer(db, { customerNumber: 'K-777001' });
    await decide(customer.id, {
      source: 'import',
      channel: 'paper',
      effectiveOn: day('2025-01-01'),
      email: 'a@b.pl',
    });
    await decide(customer.id, { action: 'changed', delivery: 'both', email: 'n@b.pl', effectiveOn: TODAY });
    await decide(customer.id, { delivery: null, termsVersion: '1.1', effectiveOn: TODAY });
    await decide(customer.id, { action: 'withdrawn', delivery: null, effectiveOn: TODAY, channel: 'post' });
    const at = '2026-11-22T11:00:00';
    expect(await exported('e-invoice-consents', 'K-777001')).toEqual([
      `K-777001/2,K-777001,changed,${TODAY},both,n@b.pl,portal,,${at}`,
      `K-777001/3,K-777001,accepted,${TODAY},both,n@b.pl,portal,1.1,${at}`,
      `K-777001/4,K-777001,withdrawn,${TODAY},,,post,,${at}`,
    ]);
    expect(await exported('e-invoice-consents', 'K-777001')).toEqual([]);
  });

  it('the SQL of «to print» says of 100 random ledgers what the rules say', async () => {
    let seed = 7;
    const random = (below: number) => (seed = (seed * 48_271) % 2_147_483_647) % below;
    const issued: Day = addDays(TODAY, -2);
    const expected = new Map<string, boolean>();
    for (let i = 0; i < 100; i++) {
      const customer = await insertCustomer(db);
      for (let n = random(5); n > 0; n--) {
        const action = (['accepted', 'changed', 'withdrawn'] as const)[random(3)]!;
        const delivery = action === 'withdrawn' ? null : 'portal';
        await decide(customer.id, { action, delivery, effectiveOn: addDays(TODAY, -random(5)) });
      }
      await invoiceOf(customer.id, { issuedOn: issued });
      const state = consentOn(await ledgerOf(db, customer.id), issued);
      expected.set(customer.customerNumber, !state.active);
    }
    const { content } = await exportBatch('invoices-to-print', NOW);
    const printed = new Set(content.split('\r\n').map(line => line.split(',')[1]));
    for (const [number, paper] of expected) expect([number, printed.has(number)]).toEqual([number, paper]);
    expect(dayOf(NOW)).toBe(TODAY);
  });
});
