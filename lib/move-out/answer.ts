import 'server-only';
import { and, eq, gt, isNull, ne } from 'drizzle-orm';
import { db } from '@/db/client';
import { cases, meters, moveOutReadings, moveOuts } from '@/db/schema';
import { writeAudit } from '@/lib/audit/commands';
import type { Visitor } from '@/lib/auth/visitor';
import { translator } from '@/lib/i18n/translator';
import { sha256 } from '@/lib/kernel/hash';
import { Refusal } from '@/lib/kernel/refusal';
import { formatCubicMetres } from '@/lib/kernel/volume';
import { insertEntry } from '@/lib/messages/write';
import { mailAnswer } from './mails';
import { judgeFinal, serialEnd } from './rules';

export interface PartyAnswer {
  readonly token: string;
  readonly answer: 'confirmed' | 'objected';
  /** of an objection: what was typed for each meter, in the order of the page; empty: as it stands */
  readonly states: readonly string[];
  readonly note: string | null;
  /** for a contract of their own */
  readonly name: string | null;
  readonly phone: string | null;
  readonly wantsContract: boolean;
}

/**
 * The new party confirms the final states, or says what they read instead. The link is used up by it.
 * @throws Refusal `linkGone`; `moveInNothing` for an objection that says nothing; of a state that is none (`state0`…);
 * `moveInContact` (field `name`) when a contract is wanted and nobody is named
 */
export async function answerMoveOut(from: Pick<Visitor, 'ip'>, form: PartyAnswer, now: Date): Promise<void> {
  if (form.wantsContract && (!form.name || !form.phone))
    throw new Refusal('moveInContact', form.name ? 'phone' : 'name');
  await db().transaction(async tx => {
    const [row] = await tx
      .select({
        id: moveOuts.id,
        caseId: moveOuts.caseId,
        customerId: moveOuts.customerId,
        handedOverOn: moveOuts.handedOverOn,
        ref: cases.ref,
        accountId: cases.accountId,
        locale: cases.locale,
      })
      .from(moveOuts)
      .innerJoin(cases, eq(cases.id, moveOuts.caseId))
      .where(
        and(
          eq(moveOuts.tokenHash, sha256(form.token)),
          isNull(moveOuts.answeredAt),
          gt(moveOuts.tokenExpiresAt, now),
          ne(cases.state, 'closed'),
        ),
      )
      .for('update', { of: moveOuts });
    if (!row) throw new Refusal('linkGone');
    const readings = await tx
      .select({
        meterId: moveOutReadings.meterId,
        value: moveOutReadings.value,
        serial: meters.serialNumber,
        role: meters.role,
        digits: meters.digits,
      })
      .from(moveOutReadings)
      .innerJoin(meters, eq(meters.id, moveOutReadings.meterId))
      .where(eq(moveOutReadings.moveOutId, row.id));
    // In the order of the page (queries.ts).
    readings.sort(
      (a, b) =>
        Number(a.role === 'additional') - Number(b.role === 'additional') || (a.serial < b.serial ? -1 : 1),
    );
    const objected = form.answer === 'objected';
    const read = readings.map(({ value, digits, ...reading }, index) => {
      const typed = objected ? (form.states[index] ?? '').trim() : '';
      if (typed === '') return { ...reading, value, partyValue: value };
      const state = judgeFinal(typed, { digits, last: null, on: row.handedOverOn });
      if (typeof state === 'number') return { ...reading, value, partyValue: state };
      const { code, ...params } = state;
      throw new Refusal(code, `state${index}`, params);
    });
    if (objected && !form.note && read.every(({ value, partyValue }) => value === partyValue))
      throw new Refusal('moveInNothing', readings.length > 0 ? 'state0' : 'note');
    const { answer, note, name, phone, wantsContract } = form;
    await tx
      .update(moveOuts)
      .set({
        answer,
        answeredAt: now,
        answeredIp: from.ip,
        partyNote: note,
        partyName: name,
        partyPhone: phone,
        partyWantsContract: wantsContract,
      })
      .where(eq(moveOuts.id, row.id));
    for (const { meterId, partyValue } of read)
      await tx
        .update(moveOutReadings)
        .set({ partyValue })
        .where(and(eq(moveOutReadings.moveOutId, row.id), eq(moveOutReadings.meterId, meterId)));
    const t = translator(row.locale, 'moveOut');
    const said = [
      t(objected ? 'entry.objected' : 'entry.confirmed'),
      ...read
        .filter(({ value, partyValue }) => value !== partyValue)
        .map(({ serial, partyValue }) =>
          t('entry.reads', { end: serialEnd(serial), state: formatCubicMetres(partyValue, row.locale) }),
        ),
    ];
    const entry = { author: 'party', accountId: null } as const;
    await insertEntry(tx, row.caseId, { ...entry, text: said.join('\n') }, now);
    // What they say of themselves, and in their own words, is for staff alone.
    const polish = translator('pl', 'moveOut');
    const internal = [
      note && polish('entry.note', { note }),
      name && polish('entry.name', { name }),
      phone && polish('entry.phone', { phone }),
      wantsContract && polish('entry.wantsContract'),
    ].filter(Boolean);
    if (internal.length > 0)
      await insertEntry(tx, row.caseId, { ...entry, text: internal.join('\n'), internal: true }, now);
    const { ref, accountId, customerId } = row;
    if (accountId !== null) await mailAnswer(tx, { ref, accountId, customerId, confirmed: !objected }, now);
    await writeAudit(
      tx,
      { action: 'move_out.answered', entity: `case:${ref}`, ip: from.ip, details: { answer } },
      now,
    );
  });
}
