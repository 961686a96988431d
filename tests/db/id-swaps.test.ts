/** A thousand tries at somebody else's rows with their right numbers: nothing is read, nothing is written. */
import { desc, eq } from 'drizzle-orm';
import * as schema from '@/db/schema';
import { endOneSession } from '@/lib/accounts/open-sessions/commands';
import { handleOf, openSessions } from '@/lib/accounts/open-sessions/queries';
import type { CustomerActor } from '@/lib/auth/actor';
import { createSession, readSession } from '@/lib/auth/session';
import { consumptionRows } from '@/lib/consumption/queries';
import { requestChange, withdrawChange, type ChangeRequest } from '@/lib/customers/changes/commands';
import { nameCustomer, removeCustomer, switchCustomer } from '@/lib/customers/commands';
import { decideEInvoice, withdrawEInvoice } from '@/lib/e-invoice/commands';
import { findProof, findScan } from '@/lib/e-invoice/queries';
import { findInvoice, findPdf } from '@/lib/invoices/queries';
import { day } from '@/lib/kernel/dates';
import { newToken } from '@/lib/kernel/refs';
import { Refusal } from '@/lib/kernel/refusal';
import { addToCase, closeCase, openCase, type CaseForm } from '@/lib/messages/commands';
import { findAttachment, findCase, invoiceToComplain } from '@/lib/messages/queries';
import { requestMoveOut, sendLinkAgain, type MoveOutForm } from '@/lib/move-out/commands';
import { findMoveOut } from '@/lib/move-out/queries';
import { chooseNotifications } from '@/lib/notifications/preferences/commands';
import { submitReadings } from '@/lib/readings/commands';
import { findPhoto } from '@/lib/readings/photos/queries';
import { findSubmissions } from '@/lib/readings/queries';
import { changeShare, invite, revokeShare } from '@/lib/sharing/commands';
import { ensureTerms } from '@/lib/terms/commands';
import { contents } from '../support/billing-package';
import { testDatabase } from '../support/database';
import { insertAccount, insertHousehold, insertInvoice, insertReading, TODAY } from '../support/factories';
import { formOf } from '../support/reading-forms';
import { later, NOW, visitorFrom } from '../support/visitors';

const { db, sql } = testDatabase();
const FROM = visitorFrom();
const VICTIMS = 10;
const SWAPS = 1_000;

beforeAll(() => ensureTerms(db));

const messageOf = (more: Partial<CaseForm> = {}): CaseForm => ({
  kind: 'message',
  text: 'Dzień dobry.',
  fields: {},
  occurredOn: null,
  files: [{ filename: 'pismo.pdf', contentType: 'application/pdf', content: Buffer.from('%PDF-1.7') }],
  formKey: newToken(),
  ...more,
});

const handingOver = (point: string, serial: string): MoveOutForm => ({
  point,
  handedOverOn: TODAY,
  states: { [serial]: '125' },
  forwarding: { street: 'Polna 7', postalCode: '66-400', city: 'Gorzów Wielkopolski' },
  partyEmail: null,
  formKey: newToken(),
});

const otherName = (customerNumber: string): ChangeRequest => ({
  customerNumber,
  what: 'name',
  after: { name: 'Zofia Nowa' },
  reason: 'Ślub.',
});

const wishOf = (customerNumber: string) => ({
  customerNumber,
  delivery: 'portal' as const,
  email: null,
  termsVersion: '1.0',
});

/** A household that somebody manages and is signed in for. */
async function signedIn(households = 1) {
  const made = [];
  for (let i = 0; i < households; i++) made.push(await insertHousehold(db));
  const [{ customer, meter, point }] = made as [(typeof made)[number]];
  await insertReading(db, meter.id, day('2026-10-01'), 120_000);
  const invoice = await insertInvoice(db, { customerId: customer.id });
  const account = await insertAccount(
    db,
    {},
    made.map(({ customer: { id } }) => id),
  );
  const session = (await readSession(db, await createSession(db, account, FROM, NOW), later(1)))!;
  const actor: CustomerActor = { ...session, kind: 'customer', current: session.current! };
  return { actor, customer, meter, point, invoice };
}

/** One of everything that an address or a form can name. */
async function owner() {
  const person = await signedIn();
  const { actor, customer, meter, point } = person;
  const { customerNumber } = customer;
  const caseRef = await openCase(actor, FROM, messageOf(), NOW);
  const fileRef = (await findCase(actor, caseRef))!.entries[0]!.files[0]!.ref;
  const handing = handingOver(point.servicePointNumber, meter.serialNumber);
  const moveOutRef = await requestMoveOut(actor, FROM, handing, NOW);
  const changeRef = await requestChange(actor, FROM, otherName(customerNumber), NOW);
  const photo = { content: Buffer.from([0xff, 0xd8]), width: 1, height: 1 };
  const given = await submitReadings(actor, FROM, formOf(meter.serialNumber, '124', { photo }), NOW);
  if (!('ref' in given)) throw new Error('the reading was not taken');
  const [kept] = await db
    .select()
    .from(schema.readingPhotos)
    .orderBy(desc(schema.readingPhotos.submissionId));
  await decideEInvoice(actor, FROM, wishOf(customerNumber), NOW);
  const [consent] = await db
    .select()
    .from(schema.eInvoiceConsents)
    .where(eq(schema.eInvoiceConsents.customerId, customer.id));
  const form = { filename: 'formularz.pdf', contentType: 'application/pdf' as const, sha256: 'none' };
  await db
    .insert(schema.consentScans)
    .values({ consentId: consent!.id, content: Buffer.from('%PDF-1.7'), ...form });
  const relative = { email: `krewny.${customer.id}@example.pl`, scope: 'see' as const, endsOn: null };
  await invite(actor, FROM, relative, NOW);
  const [share] = await db
    .select()
    .from(schema.accessInvitations)
    .where(eq(schema.accessInvitations.email, relative.email));
  const refs = { changeRef, readingRef: given.ref, photoRef: kept!.ref, shareRef: share!.ref };
  return { ...person, caseRef, fileRef, moveOutRef, ...refs };
}
type Person = Awaited<ReturnType<typeof owner>>;

const asked = { from: day('2026-01-01'), to: day('2026-11-01'), step: 'total' } as const;
const refused = (code: string) => `refused: ${code}`;

interface Try {
  readonly aim: (me: CustomerActor, at: Person, now: Date) => Promise<unknown>;
  /** what it is for a number that does not exist */
  readonly answer: unknown;
}

/** Each is aimed at what the victim owns: first what is read, then what is written, what ends something last. */
const tries: Record<string, Try> = {
  'an invoice': { aim: (me, at) => findInvoice(me, at.invoice.ref, TODAY), answer: null },
  'its PDF': { aim: (me, at) => findPdf(me, at.invoice.ref), answer: null },
  'the invoice of a complaint': { aim: (me, at) => invoiceToComplain(me, at.invoice.ref), answer: null },
  'consumption of a meter': {
    aim: (me, at) => consumptionRows(me, at.meter.serialNumber, asked, NOW),
    answer: null,
  },
  'a message': { aim: (me, at) => findCase(me, at.caseRef), answer: null },
  'the file of a message': { aim: (me, at) => findAttachment(me, at.fileRef), answer: null },
  'a move-out': { aim: (me, at) => findMoveOut(me, at.moveOutRef), answer: null },
  'a reading': {
    aim: async (me, at) => (await findSubmissions(me, at.readingRef)).length || null,
    answer: null,
  },
  'the photo of a reading': { aim: (me, at) => findPhoto(me, at.photoRef), answer: null },
  'the proof of an e-invoice': { aim: me => findProof(me, 1, TODAY), answer: null },
  'the signed form of an e-invoice': { aim: me => findScan(me, 1), answer: null },
  'looking at a customer': { aim: (me, at) => switchCustomer(me, at.customer.customerNumber), answer: false },
  'naming a customer': {
    aim: (me, at) => nameCustomer(me, { customerNumber: at.customer.customerNumber, nickname: 'mój' }),
    answer: false,
  },
  'a complaint about an invoice': {
    aim: (me, at, now) => {
      const fields = { invoiceNumber: at.invoice.invoiceNumber };
      return openCase(me, FROM, messageOf({ kind: 'complaint_bill', fields }), now);
    },
    answer: refused('caseInvoiceUnknown'),
  },
  'adding to a message': {
    aim: (me, at, now) => addToCase(me, FROM, { ref: at.caseRef, text: 'Moje.', files: [] }, now),
    answer: refused('caseGone'),
  },
  'closing a message': {
    aim: (me, at, now) => closeCase(me, FROM, at.caseRef, now),
    answer: refused('caseGone'),
  },
  'moving out of a property': {
    aim: (me, at, now) =>
      requestMoveOut(me, FROM, handingOver(at.point.servicePointNumber, at.meter.serialNumber), now),
    answer: refused('moveOutPointUnknown'),
  },
  'the link of a move-out': {
    aim: (me, at, now) =>
      sendLinkAgain(me, FROM, { ref: at.moveOutRef, partyEmail: `${newToken()}@example.pl` }, now),
    answer: refused('moveOutGone'),
  },
  'correcting a reading': {
    aim: (me, at, now) =>
      submitReadings(me, FROM, formOf(at.meter.serialNumber, '125', { corrects: at.readingRef }), now),
    answer: refused('readingGone'),
  },
  'a reading of a meter': {
    aim: async (me, at, now) => {
      const outcome = await submitReadings(me, FROM, formOf(at.meter.serialNumber, '125'), now);
      return 'ref' in outcome ? outcome.ref : outcome.objections[0]?.refused?.code;
    },
    answer: 'meterUnknown',
  },
  'what to be told of': {
    aim: async (me, at, now) => {
      const choice = { kind: 'payment_due', channel: 'email', enabled: false } as const;
      await chooseNotifications({ ...me, current: at.actor.current }, FROM, [choice], now);
      const chosen = eq(schema.notificationChoices.customerId, at.customer.id);
      return db.$count(schema.notificationChoices, chosen);
    },
    answer: 0,
  },
  'accepting the e-invoice': {
    aim: (me, at, now) => decideEInvoice(me, FROM, wishOf(at.customer.customerNumber), now),
    answer: refused('eInvoiceOther'),
  },
  'withdrawing the e-invoice': {
    aim: (me, at, now) => withdrawEInvoice(me, FROM, at.customer, now),
    answer: refused('eInvoiceOther'),
  },
  'another name': {
    aim: (me, at, now) => requestChange(me, FROM, otherName(at.customer.customerNumber), now),
    answer: refused('changeOther'),
  },
  'taking a request back': {
    aim: (me, at, now) => withdrawChange(me, FROM, at.changeRef, now),
    answer: refused('changeGone'),
  },
  'changing shared access': {
    aim: (me, at, now) => changeShare(me, FROM, { ref: at.shareRef, scope: 'all', endsOn: null }, now),
    answer: refused('shareGone'),
  },
  'ending shared access': {
    aim: (me, at, now) => revokeShare(me, FROM, at.shareRef, now),
    answer: refused('shareGone'),
  },
  'ending a session': {
    aim: async (me, at, now) => {
      await endOneSession(me, FROM, handleOf(at.actor.sessionId), now);
      return (await openSessions(at.actor, later(2), db)).length;
    },
    answer: 1,
  },
  'removing a customer': {
    aim: (me, at, now) => removeCustomer(me, FROM, at.customer.customerNumber, now),
    answer: false,
  },
};
const kinds = Object.entries(tries);

const outcomeOf = (work: Promise<unknown>): Promise<unknown> =>
  work.catch((error: unknown) => {
    if (error instanceof Refusal) return refused(error.code);
    throw error;
  });

/** Everything there is but what somebody has used of their own allowances. */
async function everything(): Promise<string> {
  await sql`delete from limits`;
  return contents(sql);
}

it(`${SWAPS} swaps over ${kinds.length} ways: 0 foreign reads, 0 writes`, async () => {
  const me = (await signedIn(2)).actor;
  const victims: Person[] = [];
  for (let i = 0; i < VICTIMS; i++) victims.push(await owner());
  const before = await everything();
  const got: string[] = [];
  for (let i = 0; i < SWAPS; i++) {
    const [name, { aim, answer }] = kinds[i % kinds.length]!;
    const at = victims[Math.floor(i / kinds.length) % VICTIMS]!;
    // A minute apart, so that what refuses is not the limit.
    const result = await outcomeOf(aim(me, at, later(i)));
    if (result !== answer) got.push(`${name}: ${JSON.stringify(result)}`);
  }
  expect(got).toEqual([]);
  expect(await everything()).toEqual(before);
});

it('the same ways open what is one’s own, so the thousand could have succeeded', async () => {
  const me = await owner();
  for (const [name, { aim, answer }] of kinds) {
    const result = await outcomeOf(aim(me.actor, me, later(1)));
    expect(`${name}: ${String(result)}`).not.toBe(`${name}: ${String(answer)}`);
  }
});
