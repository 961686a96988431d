/** A utility that takes readings only on the last five days of a month and the first five of the next. */
import path from 'node:path';
import { day } from '@/lib/kernel/dates';
import { submitReadings } from '@/lib/readings/commands';
import { findSubmissions } from '@/lib/readings/queries';
import { createReadingLink } from '@/lib/readings/unsigned/commands';
import { testDatabase } from '../support/database';
import { actorOf, insertAccount, insertHousehold } from '../support/factories';
import { formOf } from '../support/reading-forms';
import { visitorFrom } from '../support/visitors';

process.env.UTILITY_CONFIG = path.resolve('tests/support/second-utility.json');
const { db, sql } = testDatabase();

it.each([
  ['2026-11-25', true],
  ['2026-11-26', false],
  ['2026-12-05', false],
  ['2026-12-06', true],
])(
  'a reading of %s is information: %s; it counts for the customer’s own use either way',
  async (on, information) => {
    const { customer, meter } = await insertHousehold(db);
    const account = await insertAccount(db, {}, [customer.id]);
    const actor = { ...actorOf(customer), accountId: account.id };
    const outcome = await submitReadings(
      actor,
      visitorFrom(),
      formOf(meter.serialNumber, '438', { readOn: day(on) }),
      new Date('2026-12-10T10:00:00Z'),
    );
    if (!('ref' in outcome)) throw new Error('not stored');
    expect(await findSubmissions(actor, outcome.ref)).toMatchObject([{ state: 'accepted', information }]);
    expect(await sql`select 1 from readings where meter_id = ${meter.id}`).toHaveLength(1);
  },
);

it('a link made on 28 November works until the end of 5 December', async () => {
  const { customer, meter } = await insertHousehold(db);
  const { expiresAt } = await createReadingLink(
    db,
    { meterId: meter.id, customerId: customer.id },
    new Date('2026-11-28T10:00:00Z'),
  );
  expect(expiresAt).toEqual(new Date('2026-12-05T23:00:00Z'));
});
