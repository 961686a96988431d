/** Readings without signing in: the signed link for one meter, and the public form. */
import { addDays, day } from '@/lib/kernel/dates';
import { newToken } from '@/lib/kernel/refs';
import { Refusal } from '@/lib/kernel/refusal';
import { findSubmissions } from '@/lib/readings/queries';
import { createReadingLink, submitByLink, submitPublicly } from '@/lib/readings/unsigned/commands';
import { linkedMeter } from '@/lib/readings/unsigned/queries';
import { testDatabase } from '../support/database';
import { actorOf, insertHousehold, insertReading, TODAY } from '../support/factories';
import { later, NOW, visitorFrom } from '../support/visitors';

const { db, sql } = testDatabase();
let networks = 0;
const from = () => visitorFrom(`10.20.${++networks}.1`);

async function household() {
  const made = await insertHousehold(db);
  for (const [on, value] of [
    ['2025-10-31', 300],
    ['2025-11-22', 310],
    ['2026-10-31', 432],
  ] as const)
    await insertReading(db, made.meter.id, day(on), value * 1000);
  return { ...made, actor: actorOf(made.customer), serial: made.meter.serialNumber };
}

const stored = (meterId: number) => sql<
  { ref: string; state: string; value: number; channel: string; question: string | null }[]
>`select ref, state, value_l::float8 as value, channel, question from submitted_readings
  where meter_id = ${meterId} order by id`;

describe('by a link', () => {
  const linkOf = async (home: Awaited<ReturnType<typeof household>>) =>
    createReadingLink(db, { meterId: home.meter.id, customerId: home.customer.id }, NOW);
  const send = (
    token: string,
    typed: string,
    more: { formKey?: string; answer?: 'correct' } = {},
    now = NOW,
  ) =>
    submitByLink(
      from(),
      { token, reading: { typed, answer: more.answer }, readOn: TODAY, formKey: more.formKey ?? newToken() },
      now,
    );

  it('shows one meter by its last four characters and nothing of whose it is; only its hash is kept', async () => {
    const home = await household();
    const { token } = await linkOf(home);
    expect(token.length).toBeGreaterThanOrEqual(22);
    const shown = await linkedMeter(token, NOW);
    expect(shown).toEqual({
      role: 'main',
      digits: 5,
      serialEnd: home.serial.slice(-4),
      expiresAt: new Date('2026-12-06T23:00:00Z'),
    });
    const kept = JSON.stringify(await sql`select * from reading_links`);
    expect(kept).not.toContain(token);
    expect(await linkedMeter(`${token}x`, NOW)).toBeNull();
  });

  it('looking and being asked do not use it up; a reading does, and the same form again is the same reading', async () => {
    const home = await household();
    const { token } = await linkOf(home);
    await linkedMeter(token, NOW);
    expect(await send(token, '518')).toMatchObject({
      objections: [{ asked: { question: 'above_expected' } }],
    });
    const formKey = newToken();
    const first = await send(token, '440', { formKey });
    expect(await send(token, '440', { formKey })).toEqual(first);
    expect(await linkedMeter(token, NOW)).toBeNull();
    await expect(send(token, '441')).rejects.toThrow(new Refusal('readingLinkGone'));
    expect(await stored(home.meter.id)).toMatchObject([
      { state: 'accepted', value: 440_000, channel: 'link' },
    ]);
    expect('ref' in first && (await findSubmissions(home.actor, first.ref))).toMatchObject([
      { channel: 'link', value: 440_000 },
    ]);
  });

  it('works for 14 days where readings are always taken, and not a minute longer', async () => {
    const home = await household();
    const { token, expiresAt } = await linkOf(home);
    expect(await linkedMeter(token, later(-1, expiresAt))).not.toBeNull();
    expect(await linkedMeter(token, expiresAt)).toBeNull();
    await expect(send(token, '440', {}, expiresAt)).rejects.toThrow(new Refusal('readingLinkGone'));
  });

  it('two at once by one link: one reading', async () => {
    const home = await household();
    const { token } = await linkOf(home);
    const outcomes = await Promise.allSettled([send(token, '440'), send(token, '441')]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await stored(home.meter.id)).toHaveLength(1);
  });
});

describe('by the public form', () => {
  const send = (customerNumber: string, serial: string, typed: string, readOn = TODAY, network = from()) =>
    submitPublicly(network, { customerNumber, serial, typed, readOn, formKey: newToken() }, NOW);

  it('right numbers: 440 m³ is accepted; the answer is a reference', async () => {
    const home = await household();
    const ref = await send(home.customer.customerNumber, home.serial, '440');
    expect(await stored(home.meter.id)).toMatchObject([{ ref, state: 'accepted', channel: 'public' }]);
  });

  it('wrong numbers: the answer looks the same and nothing is stored', async () => {
    const [home, other] = [await household(), await household()];
    const answers = [
      await send(home.customer.customerNumber, other.serial, '440'),
      await send('K-999999', home.serial, '440'),
      await send(home.customer.customerNumber, '00-0000000', '440'),
    ];
    for (const answer of answers) expect(answer).toMatch(/^[0-9A-HJKMNP-TV-Z]{10}$/);
    expect(await stored(home.meter.id)).toEqual([]);
    expect(await stored(other.meter.id)).toEqual([]);
  });

  it('518 and 431 m³ are not asked about: they wait for review, and the answer looks the same', async () => {
    const home = await household();
    expect(await send(home.customer.customerNumber, home.serial, '518')).toMatch(/^\w{10}$/);
    expect(await send(home.customer.customerNumber, home.serial, '431', addDays(TODAY, -1))).toMatch(
      /^\w{10}$/,
    );
    expect(await stored(home.meter.id)).toMatchObject([
      { state: 'in_review', question: 'above_expected' },
      { state: 'in_review', question: 'below_previous' },
    ]);
  });

  it('what cannot be, a day before the last reading or too many digits, waits for review as well', async () => {
    const home = await household();
    await send(home.customer.customerNumber, home.serial, '440', day('2026-10-01'));
    await send(home.customer.customerNumber, home.serial, '440123');
    expect(await stored(home.meter.id)).toMatchObject([
      { state: 'in_review', question: null },
      { state: 'in_review', question: null, value: 440_123_000 },
    ]);
  });

  it('six times for one customer number, then a pause, right or wrong', async () => {
    const numbers = ['K-990001', 'K-990002'];
    for (const number of numbers) {
      for (let i = 0; i < 6; i++) await send(number, 'X', '440');
      await expect(send(number, 'X', '440')).rejects.toThrow(new Refusal('tooMany'));
    }
  });

  it('twenty times from one network', async () => {
    const network = from();
    for (let i = 0; i < 20; i++) await send(`K-98${i}`, 'X', '440', TODAY, network);
    await expect(send('K-98999', 'X', '440', TODAY, network)).rejects.toThrow(new Refusal('tooMany'));
  });
});
