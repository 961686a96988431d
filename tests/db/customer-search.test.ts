import { searchCustomers } from '@/lib/customers/search/queries';
import type { StaffActor } from '@/lib/auth/actor';
import { foldedWords } from '@/lib/customers/search/rules';
import { testDatabase } from '../support/database';
import { insertAccount } from '../support/factories';
import { staffActor } from '../support/staff';
import { insertPeople, misspelt, type Person } from '../support/searched-people';

const { db, sql } = testDatabase();
let staff: StaffActor;
let people: Person[];
beforeAll(async () => {
  staff = staffActor('auditor', (await insertAccount(db, { staffRole: 'auditor' })).id);
  people = await insertPeople(sql, 3_000);
}, 60_000);

const found = async (query: string) =>
  (await searchCustomers(staff, query, new Date())).hits.map(({ customerNumber }) => customerNumber);

describe('customers are found', () => {
  it('by 50 misspelt names and addresses, each among the first five', async () => {
    const missed = [];
    for (const { wanted, kind, query } of misspelt(people, 50)) {
      const place = (await found(query)).indexOf(wanted.customerNumber);
      if (place < 0 || place > 4)
        missed.push(`${query} (${kind}): ${wanted.name} ${wanted.street}, ${place}`);
    }
    expect(missed).toEqual([]);
  });

  it('by every number that stands on paper, however it is typed', async () => {
    const { customerNumber } = people[41]!;
    const [row] = await sql<{ id: number; serial: string; invoice: string; phone: string; email: string }[]>`
      update customers c set nip = '5260250274' from contracts k
        join meters m on m.service_point_id = k.service_point_id
      where c.customer_number = ${customerNumber} and k.customer_id = c.id
      returning c.id::int, m.serial_number as serial, c.phone, c.email,
        (select min(invoice_number) from invoices where customer_id = c.id) as invoice`;
    const typed = [
      customerNumber,
      customerNumber.toLowerCase().replace('-', ' '),
      row!.serial,
      row!.serial.toLowerCase(),
      row!.invoice,
      row!.phone,
      row!.phone.slice(3).replace(/(\d{3})(?=\d)/g, '$1 '),
      '526-025-02-74',
      'PL5260250274',
      row!.email.toUpperCase(),
      `U/${row!.id}`,
    ];
    for (const query of typed) expect([query, (await found(query))[0]]).toEqual([query, customerNumber]);
  });

  it('by a number with a slip when nothing has it as it was typed', async () => {
    const { customerNumber } = people[7]!;
    const [row] = await sql<{ email: string }[]>`
      select email from customers where customer_number = ${customerNumber}`;
    expect(await found(row!.email.replace('example', 'exmaple'))).toContain(customerNumber);
  });

  it('by the beginning of their name, and by the address that is supplied when letters go elsewhere', async () => {
    const { customerNumber, name } = people[99]!;
    const [given, surname] = name.split(' ') as [string, string];
    await sql`update customers set street = 'Daleka', city = 'Poznań' where customer_number = ${customerNumber}`;
    expect(await found(`${surname.slice(0, 4)} ${given} Daleka`)).toContain(customerNumber);
    expect(await found(`${surname} ${people[99]!.street} ${people[99]!.building}`)).toContain(customerNumber);
  });

  it('under their new name at once, and no longer when the contract is gone', async () => {
    const { customerNumber, street, building } = people[123]!;
    await sql`update customers set name = 'Bożydar Żyźniak', street = null where customer_number = ${customerNumber}`;
    expect((await found('bozydar zyzniak'))[0]).toBe(customerNumber);
    const before = await found(`Żyźniak ${street} ${building}`);
    expect(before[0]).toBe(customerNumber);
    await sql`delete from contracts where customer_id = (select id from customers where customer_number = ${customerNumber})`;
    const [row] = await sql<{ words: string[] }[]>`
      select s.words from customer_search s join customers c on c.id = s.customer_id
      where c.customer_number = ${customerNumber}`;
    expect(row!.words).toEqual(expect.arrayContaining(['bozydar', 'zyzniak']));
    expect(row!.words).not.toContain(foldedWords(street)[0]);
  });

  it('not at all when nothing is like what was typed', async () => {
    expect(await found('')).toEqual([]);
    expect(await found('   ')).toEqual([]);
    expect(await found("'; drop table customers; --")).toEqual([]);
    expect(await found('xqxqxqxq')).toEqual([]);
    expect(await found('%')).toEqual([]);
  });
});
