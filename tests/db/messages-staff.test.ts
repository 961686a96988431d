import { and, eq } from 'drizzle-orm';
import { accounts, auditLog, cases, outbox } from '@/db/schema';
import type { CustomerActor, StaffActor } from '@/lib/auth/actor';
import { day } from '@/lib/kernel/dates';
import { newToken } from '@/lib/kernel/refs';
import { Refusal } from '@/lib/kernel/refusal';
import { addToCase, openCase } from '@/lib/messages/commands';
import { findAttachment, findCase } from '@/lib/messages/queries';
import { assignCase, noteCase, readCase, readCaseFile, takeCase } from '@/lib/messages/staff/commands';
import { draftAnswer, dropDraft, sendDraft, type DraftForm } from '@/lib/messages/staff/drafts/commands';
import { findDraft, previewDraft } from '@/lib/messages/staff/drafts/queries';
import { caseFilterOf, caseForStaff, casesForStaff, colleagues } from '@/lib/messages/staff/queries';
import { saveTemplate, withdrawTemplate } from '@/lib/messages/staff/templates/commands';
import { offeredTemplates } from '@/lib/messages/staff/templates/queries';
import { fillPlaces } from '@/lib/messages/staff/templates/rules';
import { testDatabase } from '../support/database';
import { actorOf, insertAccount, insertCustomer } from '../support/factories';
import { later, NOW, visitorFrom } from '../support/visitors';

const { db } = testDatabase();
const FROM = visitorFrom();
const PDF = {
  filename: 'protokół.pdf',
  contentType: 'application/pdf',
  content: Buffer.from('%PDF-1.7\n%%EOF'),
} as const;

async function customerWithCase(text = 'Dzień dobry, mam pytanie.') {
  const customer = await insertCustomer(db);
  const account = await insertAccount(db, {}, [customer.id]);
  const actor: CustomerActor = { ...actorOf(customer), accountId: account.id, email: account.email };
  const form = { kind: 'message' as const, text, fields: {}, occurredOn: null, files: [] };
  const ref = await openCase(actor, FROM, { ...form, formKey: newToken() }, NOW);
  return { customer, actor, ref };
}

async function staff(role: StaffActor['role'] = 'customer_service'): Promise<StaffActor> {
  const { id, email } = await insertAccount(db, { staffRole: role });
  const sessionId = '00000000-0000-0000-0000-000000000000';
  return { kind: 'staff', role, accountId: id, sessionId, email, locale: 'pl' };
}

const answer = (ref: string, more: Partial<DraftForm> = {}): DraftForm => ({
  ref,
  text: 'Już sprawdzamy.',
  asks: false,
  files: [],
  without: [],
  seen: 1,
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

it('the queue: nearest deadline first; narrowed by state, person, deadline, number and name', async () => {
  const me = await staff();
  const first = await customerWithCase();
  const second = await customerWithCase();
  await db
    .update(cases)
    .set({ answerBy: day('2026-11-20') })
    .where(eq(cases.ref, second.ref));
  const today = day('2026-11-23');
  const refs = async (address: Record<string, string>) => {
    const page = { offset: 0, limit: 50 };
    const { rows, total } = await casesForStaff(me, caseFilterOf(address), page, today);
    expect(total).toBe(rows.length);
    return rows.map(({ ref }) => ref);
  };
  expect(await refs({})).toEqual([second.ref, first.ref]);
  expect(await refs({ overdue: 'yes' })).toEqual([second.ref]);
  expect(await refs({ text: first.ref.toLowerCase() })).toEqual([first.ref]);
  expect(await refs({ text: second.customer.customerNumber })).toEqual([second.ref]);
  expect(await refs({ text: 'nikt taki' })).toEqual([]);
  expect(await refs({ text: '%' })).toEqual([]);
  expect(await refs({ kind: 'complaint_bill' })).toEqual([]);
  await takeCase(me, FROM, first.ref, NOW);
  expect(await refs({ who: 'mine' })).toEqual([first.ref]);
  expect(await refs({ who: 'nobody' })).toEqual([second.ref]);
  await draftAnswer(me, answer(first.ref), NOW);
  await sendDraft(me, FROM, first.ref, NOW);
  expect(await refs({})).toEqual([second.ref]);
  expect(await refs({ state: 'answered' })).toEqual([first.ref]);
  expect(await refs({ state: 'all' })).toEqual([second.ref, first.ref]);
});

it('assigned to a colleague who may answer, and back; a new case is received by that; never to others', async () => {
  const [me, other, dispatcher] = [await staff(), await staff('billing'), await staff('dispatcher')];
  const { ref, actor } = await customerWithCase();
  await assignCase(me, FROM, { ref, to: other.email }, NOW);
  expect(await caseForStaff(me, ref)).toMatchObject({ assignedTo: other.email, state: 'received' });
  expect(await refusalOf(assignCase(me, FROM, { ref, to: dispatcher.email }, NOW))).toBe('caseColleague');
  expect(await refusalOf(assignCase(me, FROM, { ref, to: actor.email }, NOW))).toBe('caseColleague');
  await db.update(accounts).set({ disabledAt: NOW }).where(eq(accounts.id, other.accountId));
  expect(await refusalOf(assignCase(me, FROM, { ref, to: other.email }, later(1)))).toBe('caseColleague');
  await assignCase(me, FROM, { ref, to: null }, NOW);
  expect((await caseForStaff(me, ref))?.assignedTo).toBeNull();
  const people = await colleagues(me);
  expect(people[0]).toBe(me.email);
  expect(people).not.toContain(other.email);
  expect(people).not.toContain(dispatcher.email);
});

it('a draft is its writer’s alone, keeps its files, and is sent as it was shown', async () => {
  const [me, other] = [await staff(), await staff()];
  const { ref, actor } = await customerWithCase();
  await draftAnswer(me, answer(ref, { text: 'Szkic', files: [PDF] }), NOW);
  await draftAnswer(me, answer(ref, { text: 'Odpowiedź', asks: true }), later(1));
  expect(await findDraft(me, ref)).toMatchObject({
    text: 'Odpowiedź',
    files: [{ filename: 'protokół.pdf' }],
  });
  expect(await findDraft(other, ref)).toBeNull();
  expect((await caseForStaff(other, ref))?.drafts).toMatchObject([{ email: me.email }]);
  expect((await findCase(actor, ref))!.entries).toHaveLength(1);
  const preview = (await previewDraft(me, ref, later(1)))!;
  await sendDraft(me, FROM, ref, later(2));
  const seen = (await findCase(actor, ref))!;
  expect(preview.after).toMatchObject({
    state: seen.state,
    entries: seen.entries.map(({ author, text, files }) => ({
      author,
      text,
      files: files.map(({ filename, size }) => ({ filename, size })),
    })),
  });
  const mails = await db
    .select()
    .from(outbox)
    .where(and(eq(outbox.recipient, actor.email), eq(outbox.kind, 'case_answered')));
  expect(mails.map(({ subject, bodyText }) => ({ subject, text: bodyText }))).toEqual([preview.mail]);
  expect((await caseForStaff(me, ref))?.assignedTo).toBe(me.email);
  expect(await refusalOf(sendDraft(me, FROM, ref, later(3)))).toBe('caseDraftGone');
  expect((await findCase(actor, ref))!.entries).toHaveLength(2);
});

it('files of a draft: removed by name, five at most', async () => {
  const me = await staff();
  const { ref } = await customerWithCase();
  const file = (number: number) => ({ ...PDF, filename: `plik-${number}.pdf` });
  await draftAnswer(me, answer(ref, { files: [1, 2, 3].map(file) }), NOW);
  expect(await refusalOf(draftAnswer(me, answer(ref, { files: [4, 5, 6].map(file) }), NOW))).toBe(
    'filesMany',
  );
  await draftAnswer(me, answer(ref, { files: [4, 5, 6].map(file), without: ['plik-2.pdf'] }), NOW);
  const names = (await findDraft(me, ref))!.files.map(({ filename }) => filename);
  expect(names).toEqual([1, 3, 4, 5, 6].map(number => `plik-${number}.pdf`));
  await dropDraft(me, ref);
  expect(await findDraft(me, ref)).toBeNull();
});

it('two staff answering at once: one is sent, the other is told; so is one to whom the customer writes meanwhile', async () => {
  const [me, other] = [await staff(), await staff()];
  const { ref, actor } = await customerWithCase();
  await draftAnswer(me, answer(ref, { text: 'Pierwsza' }), NOW);
  await draftAnswer(other, answer(ref, { text: 'Druga' }), NOW);
  const sent = await Promise.all([me, other].map(one => refusalOf(sendDraft(one, FROM, ref, later(1)))));
  expect(sent.sort()).toEqual(['caseChanged', 'done']);
  expect((await findCase(actor, ref))!.entries).toHaveLength(2);
  const told = (await findDraft(me, ref)) ? me : other;
  // Having read what is new, they decide to send it all the same.
  await draftAnswer(told, answer(ref, { text: 'Uzupełnienie', seen: 2 }), later(2));
  await addToCase(actor, FROM, { ref, text: 'Jeszcze jedno', files: [] }, later(3));
  expect(await refusalOf(sendDraft(told, FROM, ref, later(4)))).toBe('caseChanged');
  await noteCase(me, FROM, { ref, text: 'Notatka nie przeszkadza' }, later(5));
  await draftAnswer(told, answer(ref, { text: 'Uzupełnienie', seen: 3 }), later(5));
  expect(await refusalOf(sendDraft(told, FROM, ref, later(6)))).toBe('done');
});

it('notes and their place: staff see them, the customer never; reading a case is a line in the log, once a quarter of an hour', async () => {
  const me = await staff('auditor');
  const { ref, actor } = await customerWithCase();
  await noteCase(me, FROM, { ref, text: 'Klient dzwonił wczoraj' }, NOW);
  expect((await readCase(me, FROM, ref, NOW))!.entries.map(({ internal }) => internal)).toEqual([
    false,
    true,
  ]);
  expect(JSON.stringify(await findCase(actor, ref))).not.toContain('dzwonił');
  await readCase(me, FROM, ref, later(5));
  await readCase(await staff(), FROM, ref, later(5));
  await readCase(me, FROM, ref, later(21));
  expect(await readCase(me, FROM, '0000000000', NOW)).toBeNull();
  const log = await db
    .select({ by: auditLog.accountId })
    .from(auditLog)
    .where(and(eq(auditLog.entity, `case:${ref}`), eq(auditLog.action, 'message.seen')));
  expect(log.filter(({ by }) => by === me.accountId)).toHaveLength(2);
  expect(log).toHaveLength(3);
});

it('a file that staff sent: the customer has it, and staff taking it are logged', async () => {
  const me = await staff();
  const { ref, actor } = await customerWithCase();
  await draftAnswer(me, answer(ref, { files: [PDF] }), NOW);
  await sendDraft(me, FROM, ref, NOW);
  const file = (await findCase(actor, ref))!.entries[1]!.files[0]!;
  expect((await findAttachment(actor, file.ref))?.filename).toBe('protokół.pdf');
  expect(await readCaseFile(me, FROM, file.ref, NOW)).toMatchObject({ caseRef: ref });
  expect(await readCaseFile(me, FROM, '0000000000', NOW)).toBeNull();
  const log = await db.select().from(auditLog).where(eq(auditLog.action, 'message.file_seen'));
  expect(log.map(({ entity }) => entity)).toEqual([`case:${ref}`]);
});

it('prepared answers: in the customer’s language, places filled; an answer with an empty place does not leave', async () => {
  const me = await staff();
  const { ref } = await customerWithCase();
  const texts = { title: 'Zwrot', bodyPl: 'Sprawa {numer}: {termin}', bodyEn: 'Case {numer}' };
  const own = await saveTemplate(me, FROM, null, texts, NOW);
  const offered = await offeredTemplates(me, 'complaint_bill', { reader: 'pl', customer: 'en' });
  expect(offered[0]?.key).toBe('bill-accepted');
  expect(offered.at(-1)).toMatchObject({ key: own, title: 'Zwrot', body: 'Case {numer}' });
  const places = { numer: ref, termin: null, nazwa: null };
  expect(fillPlaces(texts.bodyPl, places)).toBe(`Sprawa ${ref}: {termin}`);
  expect(await refusalOf(draftAnswer(me, answer(ref, { text: fillPlaces(texts.bodyPl, places) }), NOW))).toBe(
    'casePlaces',
  );
  await saveTemplate(me, FROM, own, { ...texts, title: 'Zwrot nadpłaty' }, later(1));
  await withdrawTemplate(me, FROM, own, later(2));
  expect(
    (await offeredTemplates(me, 'refund', { reader: 'pl', customer: 'pl' })).map(({ key }) => key),
  ).toEqual(['refund-done', 'received', 'need-more']);
  expect(await refusalOf(saveTemplate(me, FROM, own, texts, later(3)))).toBe('caseTemplateGone');
});
