import { formOwner } from '@/lib/forms/own/queries';
import { addDays, day } from '@/lib/kernel/dates';
import { testDatabase } from '../support/database';
import {
  actorOf,
  insertContract,
  insertCustomer,
  insertHousehold,
  insertMeter,
  TODAY,
} from '../support/factories';

const { db } = testDatabase();

it('a form is filled in with the data of the customer that is looked at, and nobody else’s', async () => {
  const { customer, contract, meter, point } = await insertHousehold(db, { name: 'Zofia Próbna' });
  const garden = await insertMeter(db, { servicePointId: point.id }, { role: 'additional' });
  const other = await insertHousehold(db, { name: 'Inna Osoba' });
  expect(await formOwner(actorOf(customer), TODAY)).toMatchObject({
    customerNumber: customer.customerNumber,
    name: 'Zofia Próbna',
    address: 'ul. Młyńska 14/3, 66-300 Międzyrzecz',
    contractNumber: contract.contractNumber,
    pointAddress: 'ul. Młyńska 14/3, Międzyrzecz',
    mainMeter: meter.serialNumber,
    additionalMeter: garden.serialNumber,
    phone: null,
  });
  expect(await formOwner(actorOf(other.customer), TODAY)).toMatchObject({
    name: 'Inna Osoba',
    mainMeter: other.meter.serialNumber,
    additionalMeter: null,
  });
});

it('a former customer’s form knows nothing of the meters of those who came after (S13)', async () => {
  const { point } = await insertHousehold(db);
  const former = await insertCustomer(db);
  const span = { startsOn: day('2015-01-01'), endsOn: day('2020-02-29') };
  await insertContract(db, { customerId: former.id, servicePointId: point.id }, span);
  const found = await formOwner(actorOf(former), TODAY);
  expect(found).toMatchObject({ contractNumber: null, pointAddress: null, mainMeter: null });
});

it('of two additional meters, or one that was taken off, the form names none', async () => {
  const { customer, point } = await insertHousehold(db);
  const role = 'additional' as const;
  await insertMeter(db, { servicePointId: point.id }, { role, removedOn: addDays(TODAY, -10) });
  expect((await formOwner(actorOf(customer), TODAY)).additionalMeter).toBeNull();
  await insertMeter(db, { servicePointId: point.id }, { role });
  const named = (await formOwner(actorOf(customer), TODAY)).additionalMeter;
  expect(named).not.toBeNull();
  await insertMeter(db, { servicePointId: point.id }, { role });
  expect((await formOwner(actorOf(customer), TODAY)).additionalMeter).toBeNull();
});
