import 'server-only';
import { and, eq, ne, sql } from 'drizzle-orm';
import { db, type Transaction } from '@/db/client';
import { cases, moveOutReadings, moveOuts, servicePoints } from '@/db/schema';
import { writeAudit } from '@/lib/audit/commands';
import type { CustomerActor } from '@/lib/auth/actor';
import { spend } from '@/lib/auth/limits';
import { currentId } from '@/lib/auth/scopes';
import type { Visitor } from '@/lib/auth/visitor';
import { placeLine } from '@/lib/customers/address';
import { translator } from '@/lib/i18n/translator';
import { dayOf, formatDay, formatDayShort, type Day } from '@/lib/kernel/dates';
import { sha256 } from '@/lib/kernel/hash';
import { newToken } from '@/lib/kernel/refs';
import { Refusal } from '@/lib/kernel/refusal';
import { formatCubicMetres, type Litres } from '@/lib/kernel/volume';
import { mailReceived } from '@/lib/messages/mails';
import { insertCase } from '@/lib/messages/write';
import { knownMeters, type KnownMeter } from '@/lib/readings/known';
import { utility } from '@/lib/utility';
import { mailParty } from './mails';
import { pointsOf } from './queries';
import { judgeFinal, judgeHandover, linkExpiry } from './rules';

/** What a customer who moves out does: lock, judge, write. */

type From = Pick<Visitor, 'ip'>;

export interface MoveOutForm {
  /** number of the service point */
  readonly point: string;
  readonly handedOverOn: Day;
  /** what was typed for each meter, by its number */
  readonly states: Readonly<Record<string, string>>;
  readonly forwarding: { readonly street: string; readonly postalCode: string; readonly city: string };
  /** canonical; null: nobody is known yet */
  readonly partyEmail: string | null;
  /** random, from the form's page: the same form again is the same move-out */
  readonly formKey: string;
}

interface Final {
  readonly meter: KnownMeter;
  readonly value: Litres;
}

/** The field of a meter in the form. */
export const stateField = (index: number): string => `state${index}`;

/** @throws Refusal of the day or of the first state that cannot be, at its field */
function judge(
  { handedOverOn: on, states }: MoveOutForm,
  meters: readonly KnownMeter[],
  today: Day,
): Final[] {
  const day = judgeHandover(on, meters[0]!.own, utility().moveOut, today);
  if (day) {
    const params: Refusal['params'] = 'day' in day ? { day: formatDayShort(day.day) } : { days: day.days };
    throw new Refusal(day.code, 'handedOverOn', params);
  }
  return meters.map((meter, index) => {
    const value = judgeFinal(states[meter.serial] ?? '', { digits: meter.digits, last: meter.previous, on });
    if (typeof value === 'number') return { meter, value };
    const { code, ...params } = value;
    throw new Refusal(code, stateField(index), params);
  });
}

/**
 * Opens a move-out of the current customer's property: a case for staff, and a link for the new party.
 * @returns the case's reference; that of the first when the same form came before
 * @throws Refusal `moveOutPointUnknown`; `moveOutOpen` with the reference of the open one; of the day, of the states;
 * `moveOutOwnEmail`; `tooMany`
 */
export async function requestMoveOut(
  actor: CustomerActor,
  from: From,
  form: MoveOutForm,
  now: Date,
): Promise<string> {
  const customerId = currentId(actor, 'all');
  if (customerId === null) throw new Refusal('moveOutPointUnknown');
  const { accountId, locale, email } = actor;
  if (form.partyEmail === email) throw new Refusal('moveOutOwnEmail', 'partyEmail');
  await spend(db(), 'caseOfAccount', String(accountId), now);
  if (form.partyEmail) await spend(db(), 'mailToAddress', form.partyEmail, now);
  return db().transaction(async tx => {
    // Two at once take turns.
    await tx.execute(sql`select 1 from customers where id = ${customerId} for no key update`);
    const [same] = await tx
      .select({ ref: cases.ref })
      .from(cases)
      .where(and(eq(cases.formKey, form.formKey), eq(cases.customerId, customerId)));
    if (same) return same.ref;
    const today = dayOf(now);
    const point = pointsOf(await knownMeters(tx, customerId, now), today).find(
      ({ number }) => number === form.point,
    );
    if (!point) throw new Refusal('moveOutPointUnknown');
    const servicePointId = await pointId(tx, point.number);
    const open = await openMoveOut(tx, customerId, servicePointId);
    if (open) throw new Refusal('moveOutOpen', undefined, { ref: open });
    const finals = judge(form, point.meters, today);
    const place = placeLine(point.address);
    const row = await insertCase(
      tx,
      {
        kind: 'move_out',
        customerId,
        accountId,
        name: null,
        email: null,
        secretHash: null,
        locale,
        fields: { place, validFrom: formatDayShort(form.handedOverOn) },
        invoice: null,
        occurredOn: null,
        channel: 'portal',
        formKey: form.formKey,
        ip: from.ip,
        text: textOf(form, place, finals, locale),
        files: [],
      },
      now,
    );
    const token = form.partyEmail === null ? null : newToken();
    const expiresAt = linkExpiry(now);
    const [made] = await tx
      .insert(moveOuts)
      .values({
        caseId: row.id,
        customerId,
        servicePointId,
        handedOverOn: form.handedOverOn,
        forwardingStreet: form.forwarding.street,
        forwardingPostalCode: form.forwarding.postalCode,
        forwardingCity: form.forwarding.city,
        partyEmail: form.partyEmail,
        tokenHash: token === null ? null : sha256(token),
        tokenExpiresAt: token === null ? null : expiresAt,
      })
      .returning({ id: moveOuts.id });
    await tx
      .insert(moveOutReadings)
      .values(finals.map(({ meter, value }) => ({ moveOutId: made!.id, meterId: meter.id, value })));
    const mailed = { ref: row.ref, kind: 'move_out', accountId, customerId, email: null, locale };
    await mailReceived(tx, mailed, { answerBy: row.answerBy, code: null }, now);
    if (token && form.partyEmail)
      await mailParty(tx, { ref: row.ref, place, email: form.partyEmail, token, locale, expiresAt }, now);
    const details = { party: form.partyEmail !== null };
    await writeAudit(
      tx,
      { action: 'move_out.requested', entity: `case:${row.ref}`, accountId, ip: from.ip, details },
      now,
    );
    return row.ref;
  });
}

async function pointId(tx: Transaction, number: string): Promise<number> {
  const [row] = await tx
    .select({ id: servicePoints.id })
    .from(servicePoints)
    .where(eq(servicePoints.servicePointNumber, number));
  return row!.id;
}

async function openMoveOut(tx: Transaction, customerId: number, servicePointId: number) {
  const [row] = await tx
    .select({ ref: cases.ref })
    .from(moveOuts)
    .innerJoin(cases, eq(cases.id, moveOuts.caseId))
    .where(
      and(
        eq(moveOuts.customerId, customerId),
        eq(moveOuts.servicePointId, servicePointId),
        ne(cases.state, 'closed'),
      ),
    );
  return row?.ref ?? null;
}

/** What stands in the case for staff and for the customer. */
function textOf(
  { handedOverOn, forwarding }: MoveOutForm,
  place: string,
  finals: readonly Final[],
  locale: CustomerActor['locale'],
): string {
  const t = translator(locale, 'moveOut');
  return [
    t('entry.place', { place }),
    t('entry.day', { day: formatDay(handedOverOn, locale) }),
    ...finals.map(({ meter, value }) =>
      t('entry.state', { serial: meter.serial, state: formatCubicMetres(value, locale) }),
    ),
    t('entry.forwarding', {
      address: `${forwarding.street}, ${forwarding.postalCode} ${forwarding.city}`,
    }),
  ].join('\n');
}

/**
 * Sends the new party a link anew, also to another address; the one before stops working.
 * @throws Refusal `moveOutGone` for somebody else's, one that was answered or is closed; `moveOutOwnEmail`; `tooMany`
 */
export async function sendLinkAgain(
  actor: CustomerActor,
  from: From,
  { ref, partyEmail }: { ref: string; partyEmail: string },
  now: Date,
): Promise<void> {
  if (partyEmail === actor.email) throw new Refusal('moveOutOwnEmail', 'partyEmail');
  await spend(db(), 'caseOfAccount', String(actor.accountId), now);
  await spend(db(), 'mailToAddress', partyEmail, now);
  await db().transaction(async tx => {
    const [row] = await tx
      .select({
        id: moveOuts.id,
        answer: moveOuts.answer,
        state: cases.state,
        street: servicePoints.street,
        building: servicePoints.building,
        unit: servicePoints.unit,
        postalCode: servicePoints.postalCode,
        city: servicePoints.city,
      })
      .from(moveOuts)
      .innerJoin(cases, eq(cases.id, moveOuts.caseId))
      .innerJoin(servicePoints, eq(servicePoints.id, moveOuts.servicePointId))
      .where(and(eq(cases.ref, ref), eq(moveOuts.customerId, currentId(actor, 'all') ?? -1)))
      .for('update', { of: moveOuts });
    if (!row || row.answer !== null || row.state === 'closed') throw new Refusal('moveOutGone');
    const [token, expiresAt] = [newToken(), linkExpiry(now)];
    await tx
      .update(moveOuts)
      .set({ partyEmail, tokenHash: sha256(token), tokenExpiresAt: expiresAt })
      .where(eq(moveOuts.id, row.id));
    const { accountId, locale } = actor;
    const mail = { ref, place: placeLine(row), email: partyEmail, token, locale, expiresAt };
    await mailParty(tx, mail, now);
    await writeAudit(
      tx,
      { action: 'move_out.link_sent', entity: `case:${ref}`, accountId, ip: from.ip },
      now,
    );
  });
}
