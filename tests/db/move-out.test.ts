import { eq } from 'drizzle-orm';
import { auditLog, caseEntries, cases, moveOuts, outbox } from '@/db/schema';
import type { CustomerActor, StaffActor } from '@/lib/auth/actor';
import { addDays, day } from '@/lib/kernel/dates';
import { newToken } from '@/lib/kernel/refs';
import { Refusal } from '@/lib/kernel/refusal';
import { closeCase } from '@/lib/messages/commands';
import { findCase } from '@/lib/messages/queries';
import { answerMoveOut, type PartyAnswer } from '@/lib/move-out/answer';
import { requestMoveOut, sendLinkAgain, type MoveOutForm } from '@/lib/move-out/commands';
import { findMoveOut, linkedMoveOut, moveOutPoints } from '@/lib/move-out/queries';
import { listMoveOuts } from '@/lib/move-out/staff/queries';
import { testDatabase } from '../support/database';
import {
  actorOf,
  insertAccount,
  insertContract,
  insertCustomer,
  insertHousehold,
  insertReading,
  TODAY,
} from '../support/factories';
import { later, NOW, visitorFrom } from '../support/visitors';

const { db } = testDatabase();
const FROM = visitorFrom();

async function household() {
  const home = await insertHousehold(db);
  await insertReading(db, home.meter.id, addDays(TODAY, -30), 432_000);
  const account = await insertAccount(db, {}, [home.customer.id]);
  const actor: CustomerActor = { ...actorOf(home.customer), accountId: account.id, email: account.email };
  const form = (more: Partial<MoveOutForm> = {}): MoveOutForm => ({
    point: home.point.servicePointNumber,
    handedOverOn: TODAY,
    states: { [home.meter.serialNumber]: '440' },
    forwarding: { street: 'Polna 7', postalCode: '66-400', city: 'Gorzów Wielkopolski' },
    partyEmail: `nowy.${home.meter.id}@example.pl`,
    formKey: newToken(),
    ...more,
  });
  return { ...home, actor, form };
}

const answer = (token: string, more: Partial<PartyAnswer> = {}): PartyAnswer => ({
  token,
  answer: 'confirmed',
  states: [],
  note: null,
  name: null,
  phone: null,
  wantsContract: false,
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

const mailsTo = (recipient: string) =>
  db.select().from(outbox).where(eq(outbox.recipient, recipient)).orderBy(outbox.id);

async function tokenFor(email: string): Promise<string> {
  const mail = (await mailsTo(email)).filter(({ kind }) => kind === 'move_out_party').at(-1)!;
  return /\/move-in\/([\w-]{32})/.exec(mail.bodyText ?? '')![1]!;
}

async function clerk(): Promise<StaffActor> {
  const { id, email } = await insertAccount(db, { staffRole: 'customer_service' });
  const sessionId = '00000000-0000-0000-0000-000000000000';
  return { kind: 'staff', role: 'customer_service', accountId: id, sessionId, email, locale: 'pl' };
}

it('reported: a case with number, deadline and mail, a link for the new party; three at once are one', async () => {
  const { actor, form, meter } = await household();
  const sent = form();
  const refs = await Promise.all([1, 2, 3].map(() => requestMoveOut(actor, FROM, sent, NOW)));
  expect(new Set(refs).size).toBe(1);
  const ref = refs[0]!;
  expect(await findMoveOut(actor, ref)).toMatchObject({
    ref,
    state: 'new',
    answerBy: '2026-12-07',
    handedOverOn: TODAY,
    answer: null,
    readings: [{ serial: meter.serialNumber, value: 440_000, partyValue: null }],
  });
  const found = (await findCase(actor, ref))!;
  expect(found).toMatchObject({ kind: 'move_out', fields: { place: 'ul. Młyńska 14/3, Międzyrzecz' } });
  expect(found.entries[0]!.text).toContain('Polna 7, 66-400 Gorzów Wielkopolski');
  expect((await mailsTo(actor.email)).map(({ kind }) => kind)).toEqual(['case_received']);
  const [mail] = await mailsTo(sent.partyEmail!);
  expect(mail).toMatchObject({ kind: 'move_out_party', accountId: null, customerId: null });
  for (const secret of [actor.email, actor.current.name, actor.current.customerNumber, meter.serialNumber])
    expect(mail!.bodyText).not.toContain(secret);
  const [row] = await db.select().from(moveOuts).where(eq(moveOuts.partyEmail, sent.partyEmail!));
  expect(JSON.stringify(row)).not.toContain(await tokenFor(sent.partyEmail!));
  expect((await moveOutPoints(actor, NOW))[0]!.openRef).toBe(ref);
  expect(await refusalOf(requestMoveOut(actor, FROM, form(), NOW))).toBe('moveOutOpen');
  const log = await db
    .select()
    .from(auditLog)
    .where(eq(auditLog.entity, `case:${ref}`));
  expect(log.map(({ action }) => action)).toEqual(['move_out.requested']);
  expect(JSON.stringify(log)).not.toContain(sent.partyEmail!);
});

it('another customer’s property, a former one’s, bad days and states: refused, nothing is kept', async () => {
  const { actor, form, meter, point } = await household();
  const { actor: other } = await household();
  const former = await insertCustomer(db);
  const span = { startsOn: day('2015-01-01'), endsOn: day('2020-02-29') };
  await insertContract(db, { customerId: former.id, servicePointId: point.id }, span);
  const before = await db.$count(moveOuts);
  const code = (who: CustomerActor, more: Partial<MoveOutForm> = {}) =>
    refusalOf(requestMoveOut(who, FROM, form(more), NOW));
  expect(await code(other)).toBe('moveOutPointUnknown');
  expect(await code(actorOf(former))).toBe('moveOutPointUnknown');
  expect(await moveOutPoints(actorOf(former), NOW)).toEqual([]);
  expect(await code(actor, { states: { [meter.serialNumber]: '431' } })).toBe('moveOutBelow');
  expect(await code(actor, { states: {} })).toBe('moveOutStateMissing');
  expect(await code(actor, { handedOverOn: addDays(TODAY, 61) })).toBe('moveOutTooFar');
  expect(await code(actor, { partyEmail: actor.email })).toBe('moveOutOwnEmail');
  expect(await code({ ...actor, current: { ...actor.current, scope: 'see', owner: false } })).toBe(
    'moveOutPointUnknown',
  );
  expect(await db.$count(moveOuts)).toBe(before);
});

it('another customer sees nothing of it and cannot send its link', async () => {
  const { actor, form } = await household();
  const { actor: other } = await household();
  const ref = await requestMoveOut(actor, FROM, form(), NOW);
  expect(await findMoveOut(other, ref)).toBeNull();
  const link = { ref, partyEmail: 'kto.inny@example.pl' };
  expect(await refusalOf(sendLinkAgain(other, FROM, link, NOW))).toBe('moveOutGone');
  expect(await mailsTo(link.partyEmail)).toEqual([]);
});

it('the link: place, day, last four signs and states; looked at freely, used once; confirmed by both', async () => {
  const { actor, form, meter } = await household();
  const sent = form();
  const ref = await requestMoveOut(actor, FROM, sent, NOW);
  const token = await tokenFor(sent.partyEmail!);
  const shown = (await linkedMoveOut(token, later(60)))!;
  expect(shown).toMatchObject({ handedOverOn: TODAY, readings: [{ value: 440_000, role: 'main' }] });
  expect(shown.readings[0]!.serialEnd).toBe(meter.serialNumber.slice(-4));
  for (const secret of [meter.serialNumber, actor.current.name, 'Polna', ref])
    expect(JSON.stringify(shown)).not.toContain(secret);
  const contact = { name: 'Jan Nowy', phone: '601202303', wantsContract: true };
  expect(await refusalOf(answerMoveOut(FROM, answer(token, { ...contact, phone: null }), later(61)))).toBe(
    'moveInContact',
  );
  const answers = [1, 2, 3].map(() => refusalOf(answerMoveOut(FROM, answer(token, contact), later(62))));
  expect((await Promise.all(answers)).sort()).toEqual(['done', 'linkGone', 'linkGone']);
  expect(await linkedMoveOut(token, later(63))).toBeNull();
  expect(await findMoveOut(actor, ref)).toMatchObject({
    answer: 'confirmed',
    readings: [{ value: 440_000, partyValue: 440_000 }],
  });
  const { entries } = (await findCase(actor, ref))!;
  expect(entries.map(({ author }) => author)).toEqual(['customer', 'party']);
  const texts = entries.map(({ text }) => text);
  expect(texts[1]).toBe('Nowy odbiorca potwierdził końcowe stany.');
  expect(JSON.stringify(texts)).not.toContain('Jan Nowy');
  const [row] = await db.select({ id: cases.id }).from(cases).where(eq(cases.ref, ref));
  const notes = await db.select().from(caseEntries).where(eq(caseEntries.caseId, row!.id));
  expect(notes.filter(({ internal }) => internal).map(({ text }) => text)).toEqual([
    'Nowy odbiorca: Jan Nowy\nTelefon nowego odbiorcy: 601202303\nNowy odbiorca chce zawrzeć umowę.',
  ]);
  expect((await mailsTo(actor.email)).map(({ kind }) => kind)).toEqual([
    'case_received',
    'move_out_answered',
  ]);
  expect(await refusalOf(sendLinkAgain(actor, FROM, { ref, partyEmail: 'x@example.pl' }, later(64)))).toBe(
    'moveOutGone',
  );
  expect((await listMoveOuts(await clerk(), ref))[0]).toMatchObject({
    answer: 'confirmed',
    partyName: 'Jan Nowy',
    partyWantsContract: true,
    customerNumber: actor.current.customerNumber,
  });
});

it('an objection says what it reads; one that says nothing is asked again', async () => {
  const { actor, form } = await household();
  const sent = form();
  const ref = await requestMoveOut(actor, FROM, sent, NOW);
  const token = await tokenFor(sent.partyEmail!);
  const objected = (more: Partial<PartyAnswer>) =>
    refusalOf(answerMoveOut(FROM, answer(token, { answer: 'objected', ...more }), later(1)));
  expect(await objected({})).toBe('moveInNothing');
  expect(await objected({ states: ['44,5'] })).toBe('moveOutNotDigits');
  expect(await objected({ states: ['445'], note: 'Odczyt ze zdjęcia.' })).toBe('done');
  expect(await findMoveOut(actor, ref)).toMatchObject({
    answer: 'objected',
    readings: [{ value: 440_000, partyValue: 445_000 }],
  });
});

it('the link ends after seven days, with a new one, and with the case', async () => {
  const { actor, form } = await household();
  const sent = form();
  const ref = await requestMoveOut(actor, FROM, sent, NOW);
  const first = await tokenFor(sent.partyEmail!);
  const week = 7 * 24 * 60;
  expect(await linkedMoveOut(first, later(week - 1))).not.toBeNull();
  expect(await linkedMoveOut(first, later(week))).toBeNull();
  expect(await refusalOf(answerMoveOut(FROM, answer(first), later(week)))).toBe('linkGone');
  await sendLinkAgain(actor, FROM, { ref, partyEmail: sent.partyEmail! }, later(week));
  const second = await tokenFor(sent.partyEmail!);
  expect(second).not.toBe(first);
  expect(await linkedMoveOut(first, later(week + 1))).toBeNull();
  expect(await linkedMoveOut(second, later(week + 1))).not.toBeNull();
  await closeCase(actor, FROM, ref, later(week + 2));
  expect(await linkedMoveOut(second, later(week + 3))).toBeNull();
});
