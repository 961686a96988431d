/** Readings that customers give: accepted, asked about, corrected, decided and settled; whose they are (S13). */
import { importPackage } from '@/lib/billing-import/commands';
import type { StaffActor } from '@/lib/auth/actor';
import { costOfUse } from '@/lib/consumption/cost/queries';
import { addDays, day } from '@/lib/kernel/dates';
import { newToken } from '@/lib/kernel/refs';
import { Refusal } from '@/lib/kernel/refusal';
import { listMeters } from '@/lib/meters/queries';
import { submitReadings } from '@/lib/readings/commands';
import { correctable, readingForm } from '@/lib/readings/form/queries';
import { readingHistory } from '@/lib/readings/history/queries';
import { findPhoto } from '@/lib/readings/photos/queries';
import { findSubmissions, listSubmissions } from '@/lib/readings/queries';
import { approveReading, rejectReading } from '@/lib/readings/review/commands';
import { approveHandedOver, settleReadings } from '@/lib/readings/states';
import type { Outcome } from '@/lib/readings/submit';
import { litres } from '@/lib/kernel/volume';
import * as schema from '@/db/schema';
import { eq } from 'drizzle-orm';
import { folderOf } from '../support/billing-package';
import { testDatabase } from '../support/database';
import {
  actorOf,
  insertAccount,
  insertContract,
  insertCustomer,
  insertHousehold,
  insertInvoice,
  insertMeter,
  insertReading,
  insertServicePoint,
  TODAY,
} from '../support/factories';
import { formOf } from '../support/reading-forms';
import { NOW, visitorFrom } from '../support/visitors';

const { db, sql } = testDatabase();
const from = visitorFrom();

/** 432 m³ on 31 October; 8 and 10 m³ in the same days of the two years before. */
async function household() {
  const made = await insertHousehold(db);
  for (const [on, value] of [
    ['2024-10-31', 100],
    ['2024-11-22', 108],
    ['2025-10-31', 300],
    ['2025-11-22', 310],
    ['2026-10-31', 432],
  ] as const)
    await insertReading(db, made.meter.id, day(on), value * 1000);
  const account = await insertAccount(db, {}, [made.customer.id]);
  const actor = { ...actorOf(made.customer), accountId: account.id };
  return { ...made, actor, account, serial: made.meter.serialNumber };
}

async function staff(): Promise<StaffActor> {
  const { id, email } = await insertAccount(db, { staffRole: 'customer_service' });
  const sessionId = '00000000-0000-0000-0000-000000000000';
  return { kind: 'staff', role: 'customer_service', accountId: id, sessionId, email, locale: 'pl' };
}

const refOf = (outcome: Outcome): string => {
  if (!('ref' in outcome)) throw new Error(JSON.stringify(outcome.objections));
  return outcome.ref;
};
const objectionOf = (outcome: Outcome) => {
  if ('ref' in outcome) throw new Error('it was stored');
  const [{ refused, asked }] = outcome.objections as [(typeof outcome.objections)[number]];
  return refused?.code ?? asked?.question;
};
const counted = async (meterId: number) =>
  (
    await sql<{ on: string; value: number; origin: string; kind: string }[]>`
      select (read_at at time zone 'Europe/Warsaw')::text as on, value_l::float8 as value, origin, kind
      from readings where meter_id = ${meterId} and read_at > '2026-11-01' order by read_at`
  ).map(({ on, value, origin, kind }) => `${on.slice(0, 16)} ${value} ${kind} ${origin}`);
const statesOf = async (ref: string) =>
  (
    await sql<{ state: string }[]>`
      select t.state from submitted_reading_states t join submitted_readings s on s.id = t.submission_id
      where s.ref = ${ref} order by t.id`
  ).map(({ state }) => state);

describe('given', () => {
  it('438 m³ where 436 to 449 are usual is accepted and counts at once, at 00:00 of its day', async () => {
    const { actor, meter, serial, account } = await household();
    const ref = refOf(await submitReadings(actor, from, formOf(serial, '438'), NOW));
    expect(await counted(meter.id)).toEqual(['2026-11-22 00:00 438000 customer portal']);
    expect(await findSubmissions(actor, ref)).toMatchObject([
      {
        ref,
        serial,
        readOn: '2026-11-22',
        value: 438_000,
        state: 'accepted',
        information: false,
        channel: 'portal',
      },
    ]);
    expect(await statesOf(ref)).toEqual(['accepted']);
    const [seen] = await listMeters(actor, NOW);
    expect(seen!.meters[0]!.last).toMatchObject({ value: 438_000, kind: 'customer' });
    const audit =
      await sql`select action, entity, account_id, details from audit_log where entity = ${`reading:${ref}`}`;
    expect(audit).toMatchObject([{ action: 'reading.submitted', account_id: String(account.id) }]);
    expect(JSON.stringify(audit)).not.toContain('example.pl');
  });

  it('518 m³ is asked about and nothing is stored; answered, it waits for review and does not count', async () => {
    const { actor, meter, serial } = await household();
    const first = await submitReadings(actor, from, formOf(serial, '518'), NOW);
    expect(first).toMatchObject({
      objections: [
        {
          index: 0,
          asked: { question: 'above_expected', used: 86_000 },
          expected: { from: 436_000, to: 449_000 },
        },
      ],
    });
    expect(await listSubmissions(actor)).toEqual([]);
    const ref = refOf(
      await submitReadings(actor, from, formOf(serial, '518', { answer: 'correct', note: 'Basen.' }), NOW),
    );
    expect(await findSubmissions(actor, ref)).toMatchObject([
      { state: 'in_review', question: 'above_expected', answer: 'correct', note: 'Basen.' },
    ]);
    expect(await counted(meter.id)).toEqual([]);
  });

  it('an answer that does not belong to the question is none: 431 m³ is no rollover', async () => {
    const { actor, serial } = await household();
    expect(
      objectionOf(await submitReadings(actor, from, formOf(serial, '431', { answer: 'rollover' }), NOW)),
    ).toBe('below_previous');
  });

  it('the same form twice, and the same state of the day from another page, are one reading', async () => {
    const { actor, meter, serial } = await household();
    const form = formOf(serial, '438');
    const ref = refOf(await submitReadings(actor, from, form, NOW));
    expect(refOf(await submitReadings(actor, from, form, NOW))).toBe(ref);
    expect(await counted(meter.id)).toHaveLength(1);
  });

  it('the same page filled in anew, kept by the browser, is another form', async () => {
    const { actor, serial } = await household();
    const formKey = newToken();
    refOf(
      await submitReadings(actor, from, formOf(serial, '437', { formKey, readOn: addDays(TODAY, -2) }), NOW),
    );
    const ref = refOf(await submitReadings(actor, from, formOf(serial, '438', { formKey }), NOW));
    expect((await findSubmissions(actor, ref))[0]).toMatchObject({ value: 438_000, readOn: TODAY });
  });

  it('two people at once with 438 and 439 m³: one is stored, the other is told', async () => {
    const { actor, customer, meter, serial } = await household();
    const second = await insertAccount(db, {}, [customer.id]);
    const outcomes = await Promise.all([
      submitReadings(actor, from, formOf(serial, '438'), NOW),
      submitReadings({ ...actor, accountId: second.id }, from, formOf(serial, '439'), NOW),
    ]);
    expect(outcomes.filter(outcome => 'ref' in outcome)).toHaveLength(1);
    expect(outcomes.flatMap(outcome => ('ref' in outcome ? [] : [objectionOf(outcome)]))).toEqual([
      'readingDayTaken',
    ]);
    expect(await counted(meter.id)).toHaveLength(1);
  });

  it('two at once that both wait for review: one is told that the day is taken', async () => {
    const { actor, serial } = await household();
    const outcomes = await Promise.all(
      ['518', '519'].map(typed =>
        submitReadings(actor, from, formOf(serial, typed, { answer: 'correct' }), NOW),
      ),
    );
    expect(outcomes.flatMap(outcome => ('ref' in outcome ? [] : [objectionOf(outcome)]))).toEqual([
      'readingDayBusy',
    ]);
  });

  it('main 438, garden 130 after 107 m³: 23 m³ through the garden, 6 through the main meter: nothing is stored', async () => {
    const { actor, meter, point, serial } = await household();
    const garden = await insertMeter(db, { servicePointId: point.id }, { role: 'additional' });
    await insertReading(db, garden.id, day('2026-10-31'), 107_000);
    const form = formOf(serial, '438');
    const both = { ...form, readings: [...form.readings, { serial: garden.serialNumber, typed: '130' }] };
    expect(await submitReadings(actor, from, both, NOW)).toMatchObject({
      objections: [{ index: 1, asked: { question: 'above_main', used: 23_000, mainUsed: 6_000 } }],
    });
    expect(await counted(meter.id)).toEqual([]);
    const answered = {
      ...both,
      readings: [both.readings[0]!, { ...both.readings[1]!, answer: 'correct' as const }],
    };
    const ref = refOf(await submitReadings(actor, from, answered, NOW));
    expect((await findSubmissions(actor, ref)).map(({ state }) => state)).toEqual(['accepted', 'in_review']);
  });

  it('an estimate of the utility’s does not bind: 433 m³ after an estimate of 440 is accepted', async () => {
    const { actor, meter, serial } = await household();
    await insertReading(db, meter.id, day('2026-11-15'), 440_000, { kind: 'estimated' });
    expect((await readingForm(actor, NOW))[0]!.meters[0]).toMatchObject({
      previous: { value: 432_000 },
      estimate: { value: 440_000 },
    });
    refOf(await submitReadings(actor, from, formOf(serial, '437'), NOW));
  });

  it('another customer’s meter is refused exactly like one that does not exist', async () => {
    const [mine, theirs] = [await household(), await household()];
    const [foreign, none] = [
      await submitReadings(mine.actor, from, formOf(theirs.serial, '438'), NOW),
      await submitReadings(mine.actor, from, formOf('99-9999999', '438'), NOW),
    ];
    expect(foreign).toEqual(none);
    expect(objectionOf(foreign)).toBe('meterUnknown');
  });
});

describe('the form', () => {
  it('shows the state before, the usual range and what was given today; another customer sees nothing of it', async () => {
    const { actor, serial } = await household();
    const [point] = await readingForm(actor, NOW);
    expect(point!.meters).toMatchObject([
      {
        serial,
        previous: { on: '2026-10-31', value: 432_000 },
        expected: { from: 436_000, to: 449_000, basis: 'season' },
        given: null,
      },
    ]);
    refOf(await submitReadings(actor, from, formOf(serial, '438'), NOW));
    expect((await readingForm(actor, NOW))[0]!.meters[0]!.given).toMatchObject({ value: 438_000 });
    const other = await household();
    expect(JSON.stringify(await readingForm(other.actor, NOW))).not.toContain(serial);
  });

  it('86 m³ at 5,00 + 7,00 zł net and 8 %: 1 114,56 zł', async () => {
    const { actor, point } = await household();
    const asked = ({ current }: typeof actor) => ({
      customerId: current.id,
      point: point.servicePointNumber,
      used: litres(86_000),
      on: TODAY,
    });
    await sql`insert into tariffs (tariff_group, item, valid_from, net_price, vat_rate) values
      ('G1', 'water', '2026-01-01', 5, 8), ('G1', 'sewage', '2026-01-01', 7, 8)`;
    expect(await costOfUse(asked(actor))).toBe(111_456);
    const other = await household();
    expect(await costOfUse(asked(other.actor))).toBeNull();
  });
});

describe('corrected', () => {
  it('438 becomes 439: the old one is withdrawn and what counts moves along', async () => {
    const { actor, meter, serial } = await household();
    const ref = refOf(await submitReadings(actor, from, formOf(serial, '438'), NOW));
    const newer = refOf(
      await submitReadings(
        actor,
        from,
        formOf(serial, '439', { corrects: ref, readOn: addDays(TODAY, -1) }),
        NOW,
      ),
    );
    expect(await counted(meter.id)).toEqual(['2026-11-21 00:00 439000 customer portal']);
    expect(await statesOf(ref)).toEqual(['accepted', 'withdrawn']);
    expect((await listSubmissions(actor)).map(each => each.ref)).toEqual([newer]);
  });

  it('a correction that is asked about takes nothing away until it is answered', async () => {
    const { actor, meter, serial } = await household();
    const ref = refOf(await submitReadings(actor, from, formOf(serial, '438'), NOW));
    expect(
      objectionOf(await submitReadings(actor, from, formOf(serial, '518', { corrects: ref }), NOW)),
    ).toBe('above_expected');
    expect(await counted(meter.id)).toHaveLength(1);
    expect(await statesOf(ref)).toEqual(['accepted']);
  });

  it('not by another customer, not after approval', async () => {
    const [mine, theirs] = [await household(), await household()];
    const ref = refOf(await submitReadings(mine.actor, from, formOf(mine.serial, '438'), NOW));
    const attempt = () =>
      submitReadings(theirs.actor, from, formOf(theirs.serial, '438', { corrects: ref }), NOW);
    await expect(attempt()).rejects.toThrow(new Refusal('readingGone'));
    expect(await correctable(theirs.actor, ref)).toBeNull();
    expect(await correctable(mine.actor, ref)).toMatchObject({ ref, value: 438_000 });
    await approveHandedOver(db, [ref], NOW);
    expect(await correctable(mine.actor, ref)).toBeNull();
    await expect(
      submitReadings(mine.actor, from, formOf(mine.serial, '439', { corrects: ref }), NOW),
    ).rejects.toThrow(new Refusal('readingGone'));
    expect(await statesOf(ref)).toEqual(['accepted', 'approved']);
  });
});

describe('reviewed', () => {
  it('approved: it counts from then on', async () => {
    const { actor, meter, serial } = await household();
    const ref = refOf(await submitReadings(actor, from, formOf(serial, '518', { answer: 'correct' }), NOW));
    const clerk = await staff();
    await approveReading(clerk, from, ref, NOW);
    expect(await counted(meter.id)).toEqual(['2026-11-22 00:00 518000 customer portal']);
    expect(await statesOf(ref)).toEqual(['in_review', 'approved']);
    await expect(approveReading(clerk, from, ref, NOW)).rejects.toThrow(new Refusal('readingGone'));
  });

  it('rejected with a reason: it counts no longer, the giver is told, and the day is free again', async () => {
    const { actor, meter, serial, account } = await household();
    const ref = refOf(await submitReadings(actor, from, formOf(serial, '438'), NOW));
    await rejectReading(await staff(), from, { ref, reason: 'Na zdjęciu jest 433.' }, NOW);
    expect(await counted(meter.id)).toEqual([]);
    expect(await findSubmissions(actor, ref)).toMatchObject([
      { state: 'rejected', reason: 'Na zdjęciu jest 433.' },
    ]);
    const mails = await sql`select kind, recipient, body_text from outbox where entity = ${`reading:${ref}`}`;
    expect(mails).toMatchObject([{ kind: 'reading_rejected', recipient: account.email }]);
    expect(mails[0]!.body_text).toContain('Na zdjęciu jest 433.');
    refOf(await submitReadings(actor, from, formOf(serial, '437'), NOW));
  });

  it('not approved where the billing system has another state of that midnight', async () => {
    const { actor, meter, serial } = await household();
    const ref = refOf(await submitReadings(actor, from, formOf(serial, '518', { answer: 'correct' }), NOW));
    await insertReading(db, meter.id, TODAY, 440_000);
    await expect(approveReading(await staff(), from, ref, NOW)).rejects.toThrow(
      new Refusal('readingInstantTaken'),
    );
    expect(await statesOf(ref)).toEqual(['in_review']);
  });
});

describe('settled', () => {
  const invoiceWith = async (
    of: Awaited<ReturnType<typeof household>>,
    readingTo: number,
    issuedOn = TODAY,
  ) => {
    const invoice = await insertInvoice(db, { customerId: of.customer.id }, { issuedOn });
    await db
      .update(schema.invoiceLines)
      .set({ meterSerial: of.serial, readingFrom: litres(432_000), readingTo: litres(readingTo) })
      .where(eq(schema.invoiceLines.invoiceId, invoice.id));
    return invoice;
  };
  const settle = () => sql.begin(tx => settleReadings(tx, NOW));

  it('by an invoice of the day or later whose line ends with its state, and linked to it', async () => {
    const home = await household();
    const ref = refOf(await submitReadings(home.actor, from, formOf(home.serial, '438'), NOW));
    await invoiceWith(home, 439_000);
    await invoiceWith(home, 438_000, addDays(TODAY, -1));
    expect(await settle()).toBe(0);
    const invoice = await invoiceWith(home, 438_000, addDays(TODAY, 3));
    expect(await settle()).toBe(1);
    expect(await settle()).toBe(0);
    expect(await findSubmissions(home.actor, ref)).toMatchObject([
      { state: 'settled', invoice: { number: invoice.invoiceNumber } },
    ]);
    expect(await statesOf(ref)).toEqual(['accepted', 'settled']);
    const { entries } = await readingHistory(home.actor, NOW, { year: 2026 });
    expect(entries[0]).toMatchObject({ value: 438_000, invoice: { number: invoice.invoiceNumber } });
  });

  it('not by an invoice of another customer’s', async () => {
    const [home, other] = [await household(), await household()];
    refOf(await submitReadings(home.actor, from, formOf(home.serial, '438'), NOW));
    await invoiceWith({ ...other, serial: home.serial }, 438_000);
    expect(await settle()).toBe(0);
  });

  it('by the import that brings the invoice', async () => {
    const home = await household();
    const ref = refOf(await submitReadings(home.actor, from, formOf(home.serial, '438'), NOW));
    const report = await importPackage(
      folderOf({
        'invoices.csv': `invoice_number,customer_number,issued_on,due_on,net,vat,gross\nFV/R/1,${home.customer.customerNumber},2026-11-22,2026-12-06,100,8,108`,
        'invoice_lines.csv': `invoice_number,line_no,name,net,vat_rate,meter_serial,reading_from,reading_to\nFV/R/1,1,Woda,100,8,${home.serial},432,438`,
      }),
      { now: NOW },
    );
    expect(report.errors).toEqual([]);
    expect(await findSubmissions(home.actor, ref)).toMatchObject([
      { state: 'settled', invoice: { number: 'FV/R/1' } },
    ]);
  });
});

describe('whose they are', () => {
  it('another customer’s reading answers like none: page, photo, history', async () => {
    const [mine, theirs] = [await household(), await household()];
    const photo = { content: Buffer.from([0xff, 0xd8, 0xff]), width: 1, height: 1 };
    const ref = refOf(await submitReadings(mine.actor, from, formOf(mine.serial, '438', { photo }), NOW));
    const [own] = await findSubmissions(mine.actor, ref);
    expect(await findPhoto(mine.actor, own!.photo!.ref)).not.toBeNull();
    expect(await findPhoto(theirs.actor, own!.photo!.ref)).toBeNull();
    expect(await findSubmissions(theirs.actor, ref)).toEqual([]);
    expect(await listSubmissions(theirs.actor)).toEqual([]);
    expect(JSON.stringify(await readingHistory(theirs.actor, NOW))).not.toContain(mine.serial);
  });

  it('a point that changed hands on 1 May 2026: each sees the states of their own days alone, and B no range of A’s', async () => {
    const [a, b] = [await insertCustomer(db), await insertCustomer(db)];
    const point = await insertServicePoint(db);
    const at = { servicePointId: point.id };
    await insertContract(
      db,
      { customerId: a.id, ...at },
      { startsOn: day('2021-02-01'), endsOn: day('2026-04-30') },
    );
    await insertContract(db, { customerId: b.id, ...at }, { startsOn: day('2026-05-01') });
    const meter = await insertMeter(db, at, { installedOn: day('2021-02-01') });
    for (const [on, value] of [
      ['2025-05-02', 100],
      ['2025-11-22', 200],
      ['2026-04-30', 300],
      ['2026-05-01', 301],
      ['2026-05-10', 303],
    ] as const)
      await insertReading(db, meter.id, day(on), value * 1000);
    const values = async (actor: ReturnType<typeof actorOf>) =>
      (await readingHistory(actor, NOW)).entries.map(({ value }) => value / 1000);
    expect(await values(actorOf(a))).toEqual([300, 200, 100]);
    expect(await values(actorOf(b))).toEqual([303, 301]);
    expect((await readingForm(actorOf(b), NOW))[0]!.meters[0]).toMatchObject({
      previous: { value: 303_000 },
      expected: null,
    });
    expect(await readingForm(actorOf(a), NOW)).toEqual([]);
    const serial = meter.serialNumber;
    const readOn = day('2026-04-20');
    expect(objectionOf(await submitReadings(actorOf(b), from, formOf(serial, '299', { readOn }), NOW))).toBe(
      'readingBeforeContract',
    );
    expect(objectionOf(await submitReadings(actorOf(a), from, formOf(serial, '304'), NOW))).toBe(
      'readingAfterContract',
    );
  });

  it('telemetry: 100 remote states in November are shown as one and handed out whole', async () => {
    const home = await household();
    for (let hour = 0; hour < 100; hour++)
      await db.insert(schema.readings).values({
        meterId: home.meter.id,
        readAt: new Date(Date.parse('2026-11-10T00:00:00Z') + hour * 3_600_000),
        value: litres(433_000 + hour),
        kind: 'remote',
      });
    const shown = await readingHistory(home.actor, NOW, { year: 2026 });
    expect(shown.entries.map(({ value }) => value)).toEqual([433_000, 432_000]);
    expect(shown.leftOut).toBe(99);
    expect(shown.years).toEqual([2026, 2025, 2024]);
    expect((await readingHistory(home.actor, NOW, { whole: true })).entries).toHaveLength(105);
  });
});
