import { desc, eq } from 'drizzle-orm';
import { pendingStep, stepOf } from '@/lib/accounts/code-steps';
import sharp from 'sharp';
import { consentScans, eInvoiceConsents, outbox, outboxAttachments, terms } from '@/db/schema';
import type { CustomerActor, StaffActor } from '@/lib/auth/actor';
import {
  acceptNewTerms,
  completeWish,
  decideEInvoice,
  enterPaperConsent,
  withdrawEInvoice,
  type PaperForm,
} from '@/lib/e-invoice/commands';
import { ledgerOf } from '@/lib/e-invoice/ledger';
import {
  eInvoiceOf,
  findProof,
  findScan,
  hasEInvoice,
  ksefInvoices,
  waitingForTerms,
} from '@/lib/e-invoice/queries';
import { consentOn } from '@/lib/e-invoice/rules';
import { addDays, day, dayOf } from '@/lib/kernel/dates';
import { Refusal } from '@/lib/kernel/refusal';
import { ensureTerms } from '@/lib/terms/commands';
import { testDatabase } from '../support/database';
import {
  actorOf,
  aBusiness,
  insertAccount,
  insertCustomer,
  insertInvoice,
  TODAY,
} from '../support/factories';
import { later, NOW, visitorFrom } from '../support/visitors';

const { db, sql } = testDatabase();
const FROM = visitorFrom();

beforeAll(() => ensureTerms(db));

async function signedIn(overrides: Parameters<typeof insertCustomer>[1] = {}) {
  const customer = await insertCustomer(db, overrides);
  const account = await insertAccount(db, {}, [customer.id]);
  const actor: CustomerActor = { ...actorOf(customer), accountId: account.id, email: account.email };
  return { customer, account, actor };
}

const wishOf = (actor: CustomerActor, more: Partial<Parameters<typeof decideEInvoice>[2]> = {}) => ({
  customerNumber: actor.current.customerNumber,
  delivery: 'both' as const,
  email: actor.email,
  termsVersion: '1.0',
  ...more,
});

const mailsTo = (recipient: string) =>
  db.select().from(outbox).where(eq(outbox.recipient, recipient)).orderBy(desc(outbox.id));

const codeOf = async (recipient: string): Promise<string> =>
  /\b\d{6}\b/.exec((await mailsTo(recipient)).find(mail => mail.kind === 'e_invoice_code')!.bodyText)![0];

const refusalOf = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: unknown) => {
      if (error instanceof Refusal) return error.code;
      throw error;
    },
  );

it('activation to the account’s own address needs no code; the entry proves who, when, how, which terms', async () => {
  const { actor, customer, account } = await signedIn();
  const invoice = await insertInvoice(db, { customerId: customer.id }, { issuedOn: addDays(TODAY, -1) });
  const outcome = await decideEInvoice(actor, FROM, wishOf(actor), NOW);
  expect(outcome).toEqual({ number: 1 });
  const [entry] = await ledgerOf(db, customer.id);
  const [current] = await db.select().from(terms).where(eq(terms.document, 'e_invoice'));
  expect(entry).toMatchObject({
    action: 'accepted',
    effectiveOn: TODAY,
    delivery: 'both',
    email: account.email,
    channel: 'portal',
    source: 'portal',
    termsVersion: '1.0',
    textHash: current!.textHash,
    ip: FROM.ip,
    recordedAt: NOW,
    accountEmail: account.email,
  });
  const { state, entries, termsWait } = await eInvoiceOf(actor, TODAY, db);
  expect(state).toMatchObject({ active: true, since: TODAY });
  expect(termsWait).toBe(false);
  expect(entries[0]!.first).toEqual({ kind: 'next', from: TODAY });
  expect(invoice.issuedOn < TODAY).toBe(true);

  const [mail] = await mailsTo(account.email);
  expect(mail).toMatchObject({ kind: 'e_invoice_accepted', customerId: customer.id });
  expect(mail!.bodyText).toContain(`${customer.customerNumber}/1`);
  const [attached] = await db
    .select()
    .from(outboxAttachments)
    .where(eq(outboxAttachments.outboxId, mail!.id));
  expect(Buffer.from(attached!.content!).subarray(0, 5).toString()).toBe('%PDF-');
  const [line] =
    await sql`select action, details from audit_log where entity = ${`customer:${customer.customerNumber}`}`;
  expect(line).toMatchObject({ action: 'e_invoice.accepted', details: { number: 1, channel: 'portal' } });
  expect(JSON.stringify(line)).not.toContain('@');
});

it('the same twice, and ten at once: one entry, one mail', async () => {
  const { actor, customer, account } = await signedIn();
  const all = await Promise.all(
    Array.from({ length: 10 }, () => decideEInvoice(actor, FROM, wishOf(actor), NOW)),
  );
  expect(all).toEqual(Array(10).fill({ number: 1 }));
  expect(await ledgerOf(db, customer.id)).toHaveLength(1);
  expect(await mailsTo(account.email)).toHaveLength(1);
});

it('another address is nobody’s until its code was given; the code of somebody else is none', async () => {
  const { actor, customer } = await signedIn();
  const other = (await signedIn()).actor;
  const address = `inny.${customer.id}@example.pl`;
  expect(await decideEInvoice(actor, FROM, wishOf(actor, { email: address.toUpperCase() }), NOW)).toEqual({
    codeTo: address,
  });
  expect(await ledgerOf(db, customer.id)).toEqual([]);
  expect((await pendingStep(stepOf(actor, 'e_invoice_email'), db))?.email).toBe(address);
  expect(await pendingStep(stepOf(other, 'e_invoice_email'), db)).toBeNull();
  const code = await codeOf(address);
  const wish = { delivery: 'email', termsVersion: '1.0' } as const;
  expect(await refusalOf(completeWish(other, FROM, { code, wish }, NOW))).toBe('eInvoiceGone');
  const wrong = code === '000000' ? '000001' : '000000';
  expect(await refusalOf(completeWish(actor, FROM, { code: wrong, wish }, NOW))).toBe('codeWrong');
  expect(await completeWish(actor, FROM, { code, wish }, later(1))).toEqual({
    number: 1,
    customerNumber: customer.customerNumber,
  });
  expect(await refusalOf(completeWish(actor, FROM, { code, wish }, later(2)))).toBe('eInvoiceGone');
  expect(consentOn(await ledgerOf(db, customer.id), TODAY)).toMatchObject({
    active: true,
    delivery: 'email',
    email: address,
  });
  // Confirmed to the account and to the new address.
  expect((await mailsTo(address)).map(({ kind }) => kind)).toEqual(['e_invoice_accepted', 'e_invoice_code']);
  expect((await mailsTo(actor.email)).map(({ kind }) => kind)).toEqual(['e_invoice_accepted']);
});

it('five wrong codes spend the right one', async () => {
  const { actor, customer } = await signedIn();
  const address = `kod.${customer.id}@example.pl`;
  await decideEInvoice(actor, FROM, wishOf(actor, { email: address }), NOW);
  const code = await codeOf(address);
  const wrong = code === '111111' ? '222222' : '111111';
  const wish = { delivery: 'email', termsVersion: '1.0' } as const;
  for (let i = 0; i < 5; i++) await refusalOf(completeWish(actor, FROM, { code: wrong, wish }, NOW));
  expect(await refusalOf(completeWish(actor, FROM, { code, wish }, NOW))).toBe('codeSpent');
  expect(await ledgerOf(db, customer.id)).toEqual([]);
});

it('change: to the portal at once; an address in force needs no code again; the one left behind is told', async () => {
  const { actor, customer } = await signedIn();
  const address = `stary.${customer.id}@example.pl`;
  await decideEInvoice(actor, FROM, wishOf(actor, { email: address }), NOW);
  const wish = { delivery: 'both', termsVersion: '1.0' } as const;
  await completeWish(actor, FROM, { code: await codeOf(address), wish }, NOW);
  const change = (more: object) => wishOf(actor, { termsVersion: null, ...more });
  expect(await decideEInvoice(actor, FROM, change({ delivery: 'email', email: address }), NOW)).toEqual({
    number: 2,
  });
  expect(await decideEInvoice(actor, FROM, change({ delivery: 'email', email: address }), NOW)).toEqual({
    number: 2,
  });
  expect(await decideEInvoice(actor, FROM, change({ delivery: 'portal', email: '' }), NOW)).toEqual({
    number: 3,
  });
  expect(consentOn(await ledgerOf(db, customer.id), TODAY)).toMatchObject({
    delivery: 'portal',
    email: null,
    termsVersion: '1.0',
  });
  const [last] = await mailsTo(address);
  expect(last!.kind).toBe('e_invoice_moved');
  expect(await db.select().from(outboxAttachments).where(eq(outboxAttachments.outboxId, last!.id))).toEqual(
    [],
  );
});

it('withdrawal: paper from today on, twice is once; nothing to withdraw is said so', async () => {
  const { actor, customer } = await signedIn();
  const input = { customerNumber: actor.current.customerNumber };
  expect(await refusalOf(withdrawEInvoice(actor, FROM, input, NOW))).toBe('eInvoiceOff');
  await decideEInvoice(actor, FROM, wishOf(actor), NOW);
  expect(await hasEInvoice(actor, TODAY, db)).toBe(true);
  expect(await withdrawEInvoice(actor, FROM, input, later(1))).toBe(2);
  expect(await withdrawEInvoice(actor, FROM, input, later(2))).toBe(2);
  expect(await hasEInvoice(actor, TODAY, db)).toBe(false);
  expect(await refusalOf(decideEInvoice(actor, FROM, wishOf(actor, { termsVersion: null }), NOW))).toBe(
    'eInvoiceOff',
  );
  expect(await ledgerOf(db, customer.id)).toHaveLength(2);
});

it('terms that changed while the page was open are not accepted; no address, no mailing', async () => {
  const { actor } = await signedIn();
  expect(await refusalOf(decideEInvoice(actor, FROM, wishOf(actor, { termsVersion: '0.9' }), NOW))).toBe(
    'termsChanged',
  );
  expect(await refusalOf(decideEInvoice(actor, FROM, wishOf(actor, { email: '  ' }), NOW))).toBe(
    'emailMissing',
  );
});

it('a customer that the account does not manage is refused, and another customer sees nothing', async () => {
  const { actor, customer } = await signedIn();
  const { actor: other } = await signedIn();
  const theirs = { customerNumber: actor.current.customerNumber };
  expect(await refusalOf(decideEInvoice(other, FROM, wishOf(other, theirs), NOW))).toBe('eInvoiceOther');
  expect(await refusalOf(withdrawEInvoice(other, FROM, theirs, NOW))).toBe('eInvoiceOther');
  await decideEInvoice(actor, FROM, wishOf(actor), NOW);
  await insertInvoice(db, { customerId: customer.id }, { ksefNumber: '9990001114-20261105-0100001AF629-50' });
  expect((await eInvoiceOf(other, TODAY, db)).entries).toEqual([]);
  expect(await findProof(other, 1, TODAY, db)).toBeNull();
  expect(await findScan(other, 1, db)).toBeNull();
  expect((await ksefInvoices(other, db)).latest).toEqual([]);
  expect(await findProof(actor, 1, TODAY, db)).toMatchObject({ inForce: true });
  expect((await ksefInvoices(actor, db)).latest).toHaveLength(1);
});

it('a business sees its NIP and the numbers of its latest invoices in KSeF, newest first', async () => {
  const { actor, customer } = await signedIn(aBusiness());
  for (const month of ['08', '09', '10', '11'])
    await insertInvoice(
      db,
      { customerId: customer.id },
      { issuedOn: day(`2026-${month}-05`), ksefNumber: `9990001114-2026${month}05-0100001AF629-50` },
    );
  const { nip, latest } = await ksefInvoices(actor, db);
  expect(nip).toBe(customer.nip);
  expect(latest.map(({ issuedOn }) => issuedOn)).toEqual(['2026-11-05', '2026-10-05', '2026-09-05']);
});

describe('on paper', () => {
  const pdf = Buffer.from('%PDF-1.4\n1 0 obj\n<<>>\nendobj\n%%EOF\n');
  let staff: StaffActor;
  beforeAll(async () => {
    const { id, email } = await insertAccount(db, { staffRole: 'customer_service' });
    staff = {
      kind: 'staff',
      role: 'customer_service',
      accountId: id,
      email,
      locale: 'pl',
      sessionId: '00000000-0000-0000-0000-000000000000',
    };
  });
  const formOf = (customerNumber: string, more: Partial<PaperForm> = {}): PaperForm => ({
    customerNumber,
    action: 'accepted',
    delivery: 'email',
    email: 'Papier@Example.pl',
    receivedOn: day('2026-11-10'),
    channel: 'post',
    scan: { name: 'C:\\skany\\form<ul>arz.pdf', bytes: pdf },
    ...more,
  });

  it('holds from the day of its receipt, with scan, operator and the first invoice; twice is once', async () => {
    const { customer, actor } = await signedIn();
    const invoice = await insertInvoice(db, { customerId: customer.id }, { issuedOn: day('2026-11-15') });
    expect(await enterPaperConsent(staff, FROM, formOf(customer.customerNumber), NOW)).toBe(1);
    expect(await enterPaperConsent(staff, FROM, formOf(customer.customerNumber), later(5))).toBe(1);
    const ledger = await ledgerOf(db, customer.id);
    expect(ledger).toHaveLength(1);
    expect(consentOn(ledger, day('2026-11-09')).active).toBe(false);
    expect(consentOn(ledger, day('2026-11-10'))).toMatchObject({ active: true, email: 'papier@example.pl' });
    const [row] = await db
      .select()
      .from(eInvoiceConsents)
      .where(eq(eInvoiceConsents.customerId, customer.id));
    expect(row).toMatchObject({ accountId: staff.accountId, source: 'staff', channel: 'post' });
    const proof = await findProof(actor, 1, TODAY, db);
    expect(proof!.entry.first).toMatchObject({ kind: 'issued', invoice: { ref: invoice.ref } });
    const scan = await findScan(actor, 1, db);
    expect(Buffer.compare(Buffer.from(scan!.content), pdf)).toBe(0);
    expect(scan!.filename).toBe('form_ul_arz.pdf');
    expect((await mailsTo('papier@example.pl'))[0]!.kind).toBe('e_invoice_accepted');
    expect(proof!.entry.accountEmail).toBeNull();
  });

  it('a picture is drawn anew, without what its camera said', async () => {
    const { customer } = await signedIn();
    const picture = await sharp({ create: { width: 3000, height: 40, channels: 3, background: '#eeeeee' } })
      .withExif({ IFD0: { Make: 'Skaner Próbny' } })
      .jpeg()
      .toBuffer();
    const form = formOf(customer.customerNumber, { scan: { name: 'skan.JPEG', bytes: picture } });
    await enterPaperConsent(staff, FROM, { ...form, channel: 'scan' }, NOW);
    const [kept] = await db
      .select()
      .from(consentScans)
      .innerJoin(eInvoiceConsents, eq(eInvoiceConsents.id, consentScans.consentId))
      .where(eq(eInvoiceConsents.customerId, customer.id));
    const { content, contentType, filename } = kept!.consent_scans;
    expect([contentType, filename]).toEqual(['image/jpeg', 'skan.jpg']);
    expect(Buffer.from(content).includes('Skaner')).toBe(false);
    expect((await sharp(content).metadata()).width).toBe(2340);
  });

  it.each<[string, Partial<PaperForm>, string]>([
    ['a day that has not come', { receivedOn: day('2026-11-23') }, 'receivedLater'],
    ['no scan', { scan: null }, 'scanMissing'],
    ['a web page called PDF', { scan: { name: 'a.pdf', bytes: Buffer.from('<html>') } }, 'scanKind'],
    ['half a PDF', { scan: { name: 'a.pdf', bytes: Buffer.from('%PDF-1.4\n1 0 obj') } }, 'scanBroken'],
    [
      'a broken picture',
      { scan: { name: 'a.png', bytes: Buffer.from('\x89PNG\r\n\x1a\n…', 'latin1') } },
      'scanBroken',
    ],
    [
      'more than 10 MB',
      { scan: { name: 'a.pdf', bytes: Buffer.concat([pdf, Buffer.alloc(10 * 1024 * 1024)]) } },
      'scanLarge',
    ],
    ['no address for e-mail', { email: null }, 'emailMissing'],
    ['no way of delivery', { delivery: null }, 'deliveryMissing'],
    ['a withdrawal of nothing', { action: 'withdrawn', delivery: null, email: null }, 'eInvoiceOff'],
    ['an unknown customer', { customerNumber: 'K-999999' }, 'customerUnknown'],
  ])('refused: %s', async (_what, more, code) => {
    const { customer } = await signedIn();
    const form = { ...formOf(customer.customerNumber), ...more };
    expect(await refusalOf(enterPaperConsent(staff, FROM, form, NOW))).toBe(code);
    expect(await ledgerOf(db, customer.id)).toEqual([]);
  });
});

it('new terms: those with consent are asked, once for all their customers, and delivery stays as it is', async () => {
  const { actor, customer, account } = await signedIn();
  const { actor: without } = await signedIn();
  await decideEInvoice(actor, FROM, wishOf(actor), NOW);
  expect(await waitingForTerms(actor, TODAY, db)).toEqual([]);
  const next = addDays(TODAY, 3);
  await db.insert(terms).values({
    document: 'e_invoice',
    version: '1.1',
    effectiveFrom: next,
    bodyPl: 'nowe',
    bodyEn: 'new',
    textHash: 'x',
  });
  try {
    const then = later(3 * 24 * 60);
    expect(dayOf(then)).toBe(next);
    expect(await waitingForTerms(actor, TODAY, db)).toEqual([]);
    expect((await waitingForTerms(actor, next, db)).map(({ id }) => id)).toEqual([customer.id]);
    expect(await waitingForTerms(without, next, db)).toEqual([]);
    expect((await eInvoiceOf(actor, next, db)).termsWait).toBe(true);
    expect(await refusalOf(acceptNewTerms(actor, FROM, { version: '1.0' }, then))).toBe('termsChanged');
    expect(await acceptNewTerms(actor, FROM, { version: '1.1' }, then)).toEqual([customer.customerNumber]);
    expect(await acceptNewTerms(actor, FROM, { version: '1.1' }, then)).toEqual([]);
    expect(consentOn(await ledgerOf(db, customer.id), next)).toMatchObject({
      termsVersion: '1.1',
      delivery: 'both',
      email: account.email,
      since: TODAY,
    });
  } finally {
    await db.delete(terms).where(eq(terms.version, '1.1'));
  }
});

describe('the ledger only grows', () => {
  it.each([
    'update e_invoice_consents set email = null',
    'update e_invoice_consents set email = null where false',
    'delete from e_invoice_consents',
    'truncate e_invoice_consents cascade',
    "update consent_scans set filename = 'x'",
    'delete from consent_scans',
    'truncate consent_scans',
  ])('%s fails', async statement => {
    await expect(sql.unsafe(statement)).rejects.toThrow(/append/i);
  });
});
