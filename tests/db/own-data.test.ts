/** One's own data as one file: all of them, documented names, and not one row of anybody else's. */
import { buffer } from 'node:stream/consumers';
import * as schema from '@/db/schema';
import { allowances } from '@/lib/auth/limits';
import { createSession } from '@/lib/auth/session';
import { requestChange } from '@/lib/customers/changes/commands';
import { openCase } from '@/lib/messages/commands';
import { day } from '@/lib/kernel/dates';
import { newToken } from '@/lib/kernel/refs';
import { openDataExport } from '@/lib/own-data/commands';
import { dataSize } from '@/lib/own-data/queries';
import { testDatabase } from '../support/database';
import {
  actorOf,
  insertAccount,
  insertHousehold,
  insertInvoice,
  insertPayment,
  insertReading,
  TODAY,
} from '../support/factories';
import { unzip } from '../support/unzip';
import { NOW, visitorFrom } from '../support/visitors';

const { db, sql } = testDatabase();
jest.setTimeout(120_000);

/** A household with a row of everything, each with a word of its own. */
async function household(word: string) {
  const made = await insertHousehold(db, { name: `Osoba ${word}`, email: `${word}@rozliczenia.example.pl` });
  const { customer, contract, meter, point } = made;
  const email = `${word}@konto.example.pl`;
  const account = await insertAccount(db, { email }, [customer.id]);
  const actor = { ...actorOf(customer), accountId: account.id, email };
  const from = visitorFrom();
  const { customerNumber } = customer;
  await createSession(db, account, { ...from, userAgent: `Przeglądarka ${word}` }, NOW);
  const invoice = await insertInvoice(db, { customerId: customer.id, contractId: contract.id });
  await insertPayment(db, { customerId: customer.id }, { title: `wpłata ${word}` });
  await insertReading(db, meter.id, day('2026-10-01'), 431_000);
  await db.insert(schema.submittedReadings).values({
    meterId: meter.id,
    customerId: customer.id,
    accountId: account.id,
    channel: 'portal',
    formKey: newToken(),
    readOn: TODAY,
    value: 440_000 as never,
    state: 'accepted',
    note: `uwaga ${word}`,
    submittedAt: NOW,
  });
  await db.insert(schema.eInvoiceConsents).values({
    customerId: customer.id,
    action: 'accepted',
    effectiveOn: TODAY,
    recordedAt: NOW,
    channel: 'portal',
    source: 'portal',
    delivery: 'email',
    email,
    accountId: account.id,
    termsVersion: '1',
    textHash: 'x',
    ip: '192.0.2.1',
  });
  await requestChange(
    actor,
    from,
    { customerNumber, what: 'name', after: { name: `Nowa ${word}` }, reason: `powód ${word}` },
    NOW,
  );
  const form = {
    kind: 'opinion' as const,
    text: `Opinia ${word}`,
    fields: {},
    occurredOn: null,
    formKey: newToken(),
  };
  const file = {
    filename: `plik-${word}.pdf`,
    contentType: 'application/pdf' as const,
    content: Buffer.from(word),
  };
  await openCase(actor, from, { ...form, files: [file] }, NOW);
  return { ...made, account, actor, invoice, point, email };
}
const open = async (of: Pick<Awaited<ReturnType<typeof household>>, 'actor'>) =>
  unzip(await buffer((await openDataExport(of.actor, visitorFrom(), NOW)).stream));

it('holds every kind of record of the own customer, and nothing of the neighbour’s', async () => {
  const mine = await household('zielona');
  const theirs = await household('czerwona');
  // A meter that the neighbour had before: its earlier states stay theirs (S13).
  await insertReading(db, mine.meter.id, day('2019-05-05'), 111_111);
  const files = await open(mine);
  const folder = mine.customer.customerNumber;
  const json = (name: string) => JSON.parse(files.get(name)!.toString()) as Record<string, unknown>[];
  expect([...files.keys()].filter(name => name.endsWith('.pdf'))).toHaveLength(3);
  expect(json('account/account.json')).toMatchObject([{ email: mine.email }]);
  expect(json(`${folder}/customer.json`)).toMatchObject([{ customer_number: folder, name: 'Osoba zielona' }]);
  expect(json(`${folder}/contracts.json`)).toMatchObject([{ contract_number: mine.contract.contractNumber }]);
  expect(json(`${folder}/meters.json`)).toMatchObject([{ serial_number: mine.meter.serialNumber }]);
  expect(json(`${folder}/readings.json`)).toMatchObject([{ value_l: 431_000 }]);
  expect(json(`${folder}/submitted_readings.json`)).toMatchObject([{ note: 'uwaga zielona' }]);
  expect(json(`${folder}/invoices.json`)).toMatchObject([{ invoice_number: mine.invoice.invoiceNumber }]);
  expect(json(`${folder}/payments.json`)).toMatchObject([{ title: 'wpłata zielona' }]);
  expect(json(`${folder}/e_invoice_consents.json`)).toMatchObject([{ number: 1, email: mine.email }]);
  expect(json(`${folder}/messages.json`)).toMatchObject([{ entries: [{ text: 'Opinia zielona' }] }]);
  expect(json(`${folder}/contact_changes.json`)).toMatchObject([{ reason: 'powód zielona' }]);
  expect(json('account/sessions.json')).toMatchObject([{ user_agent: 'Przeglądarka zielona' }]);
  const uploads = [...files].filter(([name]) => name.startsWith(`${folder}/messages/`));
  expect(uploads.map(([, content]) => content.toString())).toEqual(['zielona']);
  for (const [name, content] of files) {
    if (name.endsWith('.pdf') && !name.includes('/messages/')) {
      expect(content.subarray(0, 5).toString()).toBe('%PDF-');
      continue;
    }
    const text = content.toString();
    for (const foreign of [
      'czerwona',
      theirs.customer.customerNumber,
      theirs.contract.contractNumber,
      theirs.meter.serialNumber,
      theirs.point.servicePointNumber,
      theirs.invoice.invoiceNumber,
      '111111',
      'password',
    ])
      expect({ name, foreign, found: text.includes(foreign) }).toEqual({ name, foreign, found: false });
  }
  expect(await dataSize(mine.actor)).toMatchObject({ customers: 1, invoices: 1, proofs: 1, attachments: 1 });
  const [deed] = await sql`select details from audit_log where action = 'account.data_exported'
    and account_id = ${mine.account.id}`;
  expect(deed!.details).toMatchObject({ customers: 1 });
});

it('what somebody else shares is not in it', async () => {
  const [owner, guest] = [await household('biała'), await household('czarna')];
  const shared = { ...owner.actor.current, owner: false };
  const actor = { ...guest.actor, customers: [...guest.actor.customers, shared], current: shared };
  const files = await open({ actor });
  expect([...files.keys()].filter(name => name.startsWith(owner.customer.customerNumber))).toEqual([]);
  expect(files.has(`${guest.customer.customerNumber}/customer.json`)).toBe(true);
});

it(`${allowances.dataExportOfAccount.burst} at once for one account, not one more`, async () => {
  const { actor } = await household('szara');
  for (let n = 0; n < allowances.dataExportOfAccount.burst; n++)
    (await openDataExport(actor, visitorFrom(), NOW)).stream.destroy();
  await expect(openDataExport(actor, visitorFrom(), NOW)).rejects.toMatchObject({ code: 'tooMany' });
});
