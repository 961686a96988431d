import { eq } from 'drizzle-orm';
import { auditLog, caseAttachments, caseEntries, cases, caseStates, outbox } from '@/db/schema';
import type { CustomerActor, StaffActor } from '@/lib/auth/actor';
import { addDays } from '@/lib/kernel/dates';
import { newToken } from '@/lib/kernel/refs';
import { Refusal } from '@/lib/kernel/refusal';
import { addToCase, closeCase, openCase, type CaseForm } from '@/lib/messages/commands';
import { findAttachment, findCase, invoiceToComplain, listCases } from '@/lib/messages/queries';
import { answerCase, noteCase, setCaseState, takeCase } from '@/lib/messages/staff/commands';
import { addToPublicCase, closePublicCase, openPublicCase } from '@/lib/messages/unsigned/commands';
import { findPublicCase, findPublicFile, tryPublicCase } from '@/lib/messages/unsigned/queries';
import { prepareAttachments } from '@/lib/messages/attachments';
import { contents } from '../support/billing-package';
import { testDatabase } from '../support/database';
import { actorOf, insertAccount, insertCustomer, insertInvoice, TODAY } from '../support/factories';
import { MALICIOUS } from '../support/uploads';
import { later, NOW, visitorFrom } from '../support/visitors';

const { db, sql } = testDatabase();
const FROM = visitorFrom();
const PDF = {
  filename: 'umowa.pdf',
  contentType: 'application/pdf',
  content: Buffer.from('%PDF-1.7\n%%EOF'),
} as const;

async function signedIn() {
  const customer = await insertCustomer(db);
  const account = await insertAccount(db, {}, [customer.id]);
  const actor: CustomerActor = { ...actorOf(customer), accountId: account.id, email: account.email };
  return { customer, actor };
}

async function staff(): Promise<StaffActor> {
  const { id, email } = await insertAccount(db, { staffRole: 'customer_service' });
  const sessionId = '00000000-0000-0000-0000-000000000000';
  return { kind: 'staff', role: 'customer_service', accountId: id, sessionId, email, locale: 'pl' };
}

const form = (more: Partial<CaseForm> = {}): CaseForm => ({
  kind: 'message',
  text: 'Dzień dobry, mam pytanie.',
  fields: {},
  occurredOn: null,
  files: [],
  formKey: newToken(),
  ...more,
});

const refusalOf = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: unknown) => {
      if (error instanceof Refusal) return error.code;
      throw error;
    },
  );

it('opened: number, state, the day of the answer, a mail, a line in the log; the same form again is the same case', async () => {
  const { actor } = await signedIn();
  const sent = form({ files: [PDF] });
  const refs = await Promise.all([1, 2, 3].map(() => openCase(actor, FROM, sent, NOW)));
  expect(new Set(refs).size).toBe(1);
  const found = (await findCase(actor, refs[0]!))!;
  // 22 November + 14 days is a Sunday.
  expect(found).toMatchObject({ kind: 'message', state: 'new', answerBy: '2026-12-07', late: false });
  expect(new Date(found.receivedAt)).toEqual(NOW);
  expect(found.entries).toHaveLength(1);
  expect(found.states.map(({ state }) => state)).toEqual(['new']);
  const mails = await db.select().from(outbox).where(eq(outbox.recipient, actor.email));
  expect(mails.map(({ kind }) => kind)).toEqual(['case_received']);
  expect(mails[0]!.bodyText).toContain('7\u00a0grudnia\u00a02026');
  expect(mails[0]!.bodyText).not.toContain('mam pytanie');
  const log = await db
    .select()
    .from(auditLog)
    .where(eq(auditLog.entity, `case:${refs[0]}`));
  expect(log.map(({ action }) => action)).toEqual(['message.opened']);
  expect(JSON.stringify(log)).not.toContain('pytanie');
  const file = found.entries[0]!.files[0]!;
  expect((await findAttachment(actor, file.ref))?.filename).toBe('umowa.pdf');
  expect(await openCase(actor, FROM, { ...sent, text: 'Coś innego' }, NOW)).not.toBe(refs[0]);
});

it('another customer sees and changes nothing', async () => {
  const { actor } = await signedIn();
  const { actor: other } = await signedIn();
  const ref = await openCase(actor, FROM, form({ files: [PDF] }), NOW);
  const file = (await findCase(actor, ref))!.entries[0]!.files[0]!;
  expect(await listCases(other)).toEqual([]);
  expect(await findCase(other, ref)).toBeNull();
  expect(await findAttachment(other, file.ref)).toBeNull();
  expect(await findPublicCase(ref, '')).toBeNull();
  expect(await refusalOf(addToCase(other, FROM, { ref, text: 'x', files: [PDF] }, NOW))).toBe('caseGone');
  expect(await refusalOf(closeCase(other, FROM, ref, NOW))).toBe('caseGone');
  expect((await findCase(actor, ref))!.entries).toHaveLength(1);
  expect((await findCase(actor, ref))!.state).toBe('new');
});

it('a complaint about an invoice: only an own one; a second is pointed to the first; in time up to 14 days', async () => {
  const { actor, customer } = await signedIn();
  const { actor: other } = await signedIn();
  const invoice = await insertInvoice(db, { customerId: customer.id }, { issuedOn: addDays(TODAY, -3) });
  const old = await insertInvoice(db, { customerId: customer.id }, { issuedOn: addDays(TODAY, -60) });
  const about = (number: string) => form({ kind: 'complaint_bill', fields: { invoiceNumber: number } });
  expect(await refusalOf(openCase(other, FROM, about(invoice.invoiceNumber), NOW))).toBe(
    'caseInvoiceUnknown',
  );
  expect(await invoiceToComplain(other, invoice.ref)).toBeNull();
  const ref = await openCase(actor, FROM, about(invoice.invoiceNumber.toLowerCase()), NOW);
  expect((await findCase(actor, ref))!.late).toBe(false);
  const second = await openCase(actor, FROM, about(invoice.invoiceNumber), NOW).catch(
    (error: unknown) => error,
  );
  expect(second).toMatchObject({ code: 'caseOpen', params: { ref } });
  expect(await invoiceToComplain(actor, invoice.ref)).toMatchObject({ openRef: ref });
  const late = await openCase(actor, FROM, about(old.invoiceNumber), NOW);
  expect((await findCase(actor, late))!.late).toBe(true);
  await closeCase(actor, FROM, ref, NOW);
  expect(await refusalOf(openCase(actor, FROM, about(invoice.invoiceNumber), NOW))).toBe('done');
});

it('two complaints about one invoice at once: one is opened', async () => {
  const { actor, customer } = await signedIn();
  const { invoiceNumber } = await insertInvoice(db, { customerId: customer.id });
  const open = () =>
    refusalOf(openCase(actor, FROM, form({ kind: 'complaint_bill', fields: { invoiceNumber } }), NOW));
  expect((await Promise.all([open(), open(), open()])).sort()).toEqual(['caseOpen', 'caseOpen', 'done']);
});

it('taken, asked, added to, answered, reopened, closed; notes among staff stay there', async () => {
  const { actor } = await signedIn();
  const clerk = await staff();
  const ref = await openCase(actor, FROM, form(), NOW);
  const state = async () => (await findCase(actor, ref))!.state;
  await takeCase(clerk, FROM, ref, later(1));
  expect(await state()).toBe('received');
  await noteCase(clerk, FROM, { ref, text: 'trudny klient' }, later(2));
  await answerCase(clerk, FROM, { ref, text: 'Prosimy o zdjęcie.', asks: true }, later(3));
  await answerCase(clerk, FROM, { ref, text: 'Prosimy o zdjęcie.', asks: true }, later(3));
  expect(await state()).toBe('waiting_for_customer');
  await addToCase(actor, FROM, { ref, text: 'Oto ono.', files: [PDF] }, later(4));
  await addToCase(actor, FROM, { ref, text: 'Oto ono.', files: [PDF] }, later(5));
  expect(await state()).toBe('in_progress');
  await answerCase(clerk, FROM, { ref, text: 'Uznajemy reklamację.' }, later(6));
  expect(await state()).toBe('answered');
  const days = 24 * 60;
  await addToCase(actor, FROM, { ref, text: 'A reszta?', files: [] }, later(10 * days));
  const again = (await findCase(actor, ref))!;
  expect(again).toMatchObject({ state: 'in_progress', answerBy: '2026-12-16' });
  expect(await refusalOf(setCaseState(clerk, FROM, { ref, state: 'received' }, later(10 * days)))).toBe(
    'caseMove',
  );
  await closeCase(actor, FROM, ref, later(11 * days));
  expect(await state()).toBe('closed');
  expect(again.entries.map(({ text }) => text)).toEqual([
    'Dzień dobry, mam pytanie.',
    'Prosimy o zdjęcie.',
    'Oto ono.',
    'Uznajemy reklamację.',
    'A reszta?',
  ]);
  const mails = await db
    .select({ kind: outbox.kind })
    .from(outbox)
    .where(eq(outbox.entity, `case:${ref}`));
  expect(mails.map(({ kind }) => kind).sort()).toEqual(['case_answered', 'case_answered', 'case_received']);
  const log = await db
    .select({ action: auditLog.action })
    .from(auditLog)
    .where(eq(auditLog.entity, `case:${ref}`));
  expect(log.map(({ action }) => action)).toEqual([
    'message.opened',
    'message.assigned',
    'message.noted',
    'message.answered',
    'message.added',
    'message.answered',
    'message.reopened',
    'message.closed',
  ]);
});

it('without an account: only number and code together open it; twice sent is once, with the same code', async () => {
  const sent = { ...form(), name: 'Jan Próbny', email: 'jan.probny@example.pl' };
  const first = await openPublicCase(FROM, sent, NOW);
  expect(await openPublicCase(FROM, sent, NOW)).toEqual(first);
  const found = await findPublicCase(first.ref, first.code);
  expect(found).toMatchObject({ state: 'new', answerBy: '2026-12-07' });
  expect(await findPublicCase(first.ref, 'WRONG')).toBeNull();
  const [row] = await db.select().from(cases).where(eq(cases.ref, first.ref));
  expect(row).toMatchObject({ customerId: null, accountId: null, channel: 'public' });
  expect(JSON.stringify(row)).not.toContain(first.code);
  const clerk = await staff();
  await answerCase(clerk, FROM, { ref: first.ref, text: 'Dzień dobry.' }, later(1));
  const mails = await db.select().from(outbox).where(eq(outbox.recipient, sent.email)).orderBy(outbox.id);
  expect(mails.map(({ kind }) => kind)).toEqual(['case_received', 'case_answered']);
  for (let i = 0; i < 10; i++)
    expect(
      await tryPublicCase(visitorFrom('198.51.100.7'), { ref: first.ref, code: `X${i}` }, NOW),
    ).toBeNull();
  expect(
    await refusalOf(tryPublicCase(visitorFrom('203.0.113.7'), { ref: first.ref, code: first.code }, NOW)),
  ).toBe('tooMany');
});

it('without an account, asked for more: number and code together add to it, close it and open it again', async () => {
  const mine = { ...form(), name: 'Jan Próbny', email: 'jan.dopisuje@example.pl' };
  const [key, other] = [
    await openPublicCase(FROM, mine, NOW),
    await openPublicCase(FROM, { ...mine, formKey: newToken() }, NOW),
  ];
  const clerk = await staff();
  await answerCase(clerk, FROM, { ref: key.ref, text: 'Które biuro?', asks: true }, later(1));
  const adding = { text: 'To na Młyńskiej.', files: async () => [PDF] };
  await addToPublicCase(FROM, key, adding, later(2));
  await addToPublicCase(FROM, key, adding, later(2)); // the same form again
  const found = (await findPublicCase(key.ref, key.code))!;
  expect(found.entries.map(({ author }) => author)).toEqual(['customer', 'staff', 'customer']);
  expect(found.state).toBe('in_progress');
  const file = found.entries[2]!.files[0]!.ref;
  expect((await findPublicFile(key, file))?.filename).toBe('umowa.pdf');
  expect(await findPublicFile(other, file)).toBeNull();

  const wrong = { ref: key.ref, code: other.code };
  let prepared = 0;
  const files = async () => (prepared++, []);
  expect(await refusalOf(addToPublicCase(FROM, wrong, { text: 'x', files }, later(3)))).toBe('caseGone');
  expect(await refusalOf(closePublicCase(FROM, wrong, later(3)))).toBe('caseGone');
  const { actor } = await signedIn();
  const own = await openCase(actor, FROM, form(), NOW);
  const notPublic = { ref: own, code: '' };
  expect(await refusalOf(addToPublicCase(FROM, notPublic, { text: 'x', files }, later(3)))).toBe('caseGone');
  expect(prepared).toBe(0);

  await closePublicCase(FROM, key, later(3));
  await closePublicCase(FROM, key, later(3));
  await addToPublicCase(FROM, key, { text: 'Jednak nie.', files }, later(4));
  expect(await findPublicCase(key.ref, key.code)).toMatchObject({ state: 'in_progress' });
  const log = await db
    .select()
    .from(auditLog)
    .where(eq(auditLog.entity, `case:${key.ref}`))
    .orderBy(auditLog.id);
  expect(log.map(({ action }) => action)).toEqual([
    'message.opened',
    'message.answered',
    'message.added',
    'message.closed',
    'message.reopened',
  ]);
  expect(JSON.stringify(log)).not.toMatch(/Młyńskiej|jan\.dopisuje/);

  const flood = Array.from({ length: 12 }, (_, i) =>
    refusalOf(addToPublicCase(visitorFrom(`198.51.${i}.9`), key, { text: `x${i}`, files }, later(5))),
  );
  expect(await Promise.all(flood)).toContain('tooMany');
});

it.each(MALICIOUS)('%s with a message is refused and nothing is stored', async (_what, file, code) => {
  const key = await openPublicCase(
    FROM,
    { ...form(), name: 'Jan Próbny', email: `${newToken()}@example.pl` },
    NOW,
  );
  const everything = async () => {
    await sql`delete from limits`;
    return contents(sql);
  };
  const before = await everything();
  const files = () => prepareAttachments([new File([PDF.content], 'umowa.pdf'), file()], 'files');
  expect(await refusalOf(addToPublicCase(FROM, key, { text: 'Zobaczcie.', files }, later(1)))).toBe(code);
  expect(await everything()).toBe(before);
});

it('entries and states can only be added to', async () => {
  const { actor } = await signedIn();
  await openCase(actor, FROM, form({ files: [PDF] }), NOW);
  await expect(db.delete(caseEntries)).rejects.toThrow();
  await expect(db.update(caseStates).set({ state: 'closed' })).rejects.toThrow();
  expect((await db.select({ size: caseAttachments.size }).from(caseAttachments)).length).toBeGreaterThan(0);
});
