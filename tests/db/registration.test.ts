import { desc, eq } from 'drizzle-orm';
import * as schema from '@/db/schema';
import { completeRegistration, resendCode, startRegistration } from '@/lib/accounts/commands';
import type { RegistrationForm } from '@/lib/accounts/commands';
import { readSession } from '@/lib/auth/session';
import { addDays } from '@/lib/kernel/dates';
import { grosze } from '@/lib/kernel/money';
import { newToken } from '@/lib/kernel/refs';
import { testDatabase } from '../support/database';
import { insertAccount, insertHousehold, insertInvoice, TODAY } from '../support/factories';
import { later, NOW, visitorFrom } from '../support/visitors';

const { db } = testDatabase();
let count = 0;

/** A household with an invoice of 433,36 zł, and the form that proves it. */
async function household(
  customer: Parameters<typeof insertHousehold>[1] = {},
  issuedOn = addDays(TODAY, -30),
) {
  const made = await insertHousehold(db, customer);
  const of = { customerId: made.customer.id, contractId: made.contract.id };
  const invoice = await insertInvoice(db, of, { issuedOn, gross: grosze(43_336) });
  const form: RegistrationForm = {
    customerNumber: made.customer.customerNumber,
    invoiceNumber: invoice.invoiceNumber,
    invoiceGross: grosze(43_336),
    meterSerial: null,
    email: `nowa.${++count}@example.pl`,
    password: 'koń bateria zszywka',
  };
  return { ...made, invoice, form };
}

const mailsTo = (email: string) =>
  db
    .select({ kind: schema.outbox.kind, text: schema.outbox.bodyText })
    .from(schema.outbox)
    .where(eq(schema.outbox.recipient, email))
    .orderBy(desc(schema.outbox.id));
const codeFor = async (email: string) => /^\d{6}$/m.exec((await mailsTo(email))[0]?.text ?? '')?.[0] ?? '';
const accountOf = async (email: string) =>
  (await db.select().from(schema.accounts).where(eq(schema.accounts.email, email)))[0];
let network = 0;
const stranger = () => visitorFrom(`198.51.${++network}.7`);
const otherThan = (code: string) => (code === '111111' ? '222222' : '111111');

it('the right proof and the code make an account, active and signed in', async () => {
  const { form, customer } = await household();
  const token = await startRegistration(stranger(), form, NOW);
  expect(await accountOf(form.email)).toBeUndefined();
  const made = await completeRegistration(stranger(), { token, code: await codeFor(form.email) }, later(1));
  const session = await readSession(db, made?.session, later(1));
  expect(session).toMatchObject({ email: form.email, obligations: [] });
  expect(session?.customers.map(one => one.customerNumber)).toEqual([customer.customerNumber]);
});

it('records version, hash, instant and address of the accepted terms', async () => {
  const { form } = await household();
  const from = visitorFrom('203.0.113.77');
  const token = await startRegistration(from, form, NOW);
  await completeRegistration(stranger(), { token, code: await codeFor(form.email) }, later(3));
  const account = await accountOf(form.email);
  const [accepted] = await db
    .select({
      hash: schema.termsAcceptances.textHash,
      at: schema.termsAcceptances.acceptedAt,
      ip: schema.termsAcceptances.ip,
      document: schema.terms.document,
      textHash: schema.terms.textHash,
    })
    .from(schema.termsAcceptances)
    .innerJoin(schema.terms, eq(schema.terms.id, schema.termsAcceptances.termsId))
    .where(eq(schema.termsAcceptances.accountId, account!.id));
  expect(accepted).toMatchObject({ document: 'portal', at: NOW, ip: '203.0.113.77' });
  expect(accepted?.hash).toBe(accepted?.textHash);
});

it('tells the contact on file and those who manage the customer, but not the new address', async () => {
  const { form, customer } = await household({ email: 'Na.Pliku@Example.pl' });
  await insertAccount(db, { email: 'syn@example.pl', locale: 'en' }, [customer.id]);
  const token = await startRegistration(stranger(), form, NOW);
  await completeRegistration(stranger(), { token, code: await codeFor(form.email) }, NOW);
  expect((await mailsTo('na.pliku@example.pl')).map(mail => mail.kind)).toEqual(['account_added']);
  expect((await mailsTo('syn@example.pl'))[0]?.text).toContain(`customer ${customer.customerNumber}`);
  expect((await mailsTo(form.email)).map(mail => mail.kind)).toEqual(['welcome', 'registration_code']);
  expect((await mailsTo('syn@example.pl'))[0]?.text).not.toContain(form.email);
});

it.each<[string, (form: RegistrationForm, of: { serial: string }) => Partial<RegistrationForm>]>([
  [
    'lower case, blanks and no hyphens',
    f => ({ customerNumber: ` ${f.customerNumber.toLowerCase().replace('-', ' ')}` }),
  ],
  ['an en dash', f => ({ customerNumber: f.customerNumber.replace('-', '–') })],
  [
    'an invoice number with blanks',
    f => ({ invoiceNumber: f.invoiceNumber.toLowerCase().replaceAll('/', ' / ') }),
  ],
  [
    'the meter instead of the amount',
    (_f, { serial }) => ({ invoiceGross: null, meterSerial: serial.toLowerCase() }),
  ],
  ['the address in capitals', f => ({ email: `  ${f.email.toUpperCase()} ` })],
])('takes %s', async (_name, change) => {
  const { form, meter } = await household();
  await startRegistration(stranger(), { ...form, ...change(form, { serial: meter.serialNumber }) }, NOW);
  expect(await codeFor(form.email)).toMatch(/^\d{6}$/);
});

it.each<[string, (form: RegistrationForm) => Partial<RegistrationForm>]>([
  ['another customer', () => ({ customerNumber: 'K-000000' })],
  ['another invoice', () => ({ invoiceNumber: 'FV/2026/11/000000' })],
  ['one grosz more', () => ({ invoiceGross: grosze(43_337) })],
  ['no amount and a meter that is not theirs', () => ({ invoiceGross: null, meterSerial: 'W000000' })],
])('%s: no mail, and the code page answers as ever', async (_name, change) => {
  const { form } = await household();
  const token = await startRegistration(stranger(), { ...form, ...change(form) }, NOW);
  expect(token).toMatch(/^[\w-]{32}$/);
  expect(await mailsTo(form.email)).toEqual([]);
  await resendCode(token, later(1));
  expect(await mailsTo(form.email)).toEqual([]);
  const guess = completeRegistration(stranger(), { token, code: '123456' }, later(2));
  await expect(guess).rejects.toMatchObject({ code: 'codeWrong', params: { left: 4 } });
});

it('an invoice of somebody else does not prove, even with both numbers real', async () => {
  const mine = await household();
  const theirs = await household();
  await startRegistration(stranger(), { ...mine.form, invoiceNumber: theirs.form.invoiceNumber }, NOW);
  expect(await mailsTo(mine.form.email)).toEqual([]);
});

it('an invoice of 18 months ago proves, an older one does not', async () => {
  const recent = await household({}, addDays(TODAY, -545));
  await startRegistration(stranger(), recent.form, NOW);
  expect(await codeFor(recent.form.email)).not.toBe('');
  const old = await household({}, addDays(TODAY, -555));
  await startRegistration(stranger(), old.form, NOW);
  expect(await mailsTo(old.form.email)).toEqual([]);
});

it('an address that has an account gets a word about it, once an hour, instead of a code', async () => {
  const { form } = await household();
  await insertAccount(db, { email: form.email });
  const token = await startRegistration(stranger(), form, NOW);
  await startRegistration(stranger(), form, later(2));
  await resendCode(token, later(3));
  expect((await mailsTo(form.email)).map(mail => mail.kind)).toEqual(['already_registered']);
  const guess = completeRegistration(stranger(), { token, code: '123456' }, later(4));
  await expect(guess).rejects.toMatchObject({ code: 'codeWrong' });
});

it('right proof, wrong proof and a known address take about as long', async () => {
  const { form } = await household();
  await insertAccount(db, { email: 'znana@example.pl' });
  const took = { right: [] as number[], wrong: [] as number[], known: [] as number[] };
  for (let round = 0; round < 7; round++) {
    const each = {
      right: { ...form, email: `czas.${round}@example.pl` },
      wrong: { ...form, email: `czas.zle.${round}@example.pl`, invoiceGross: grosze(1) },
      known: { ...form, email: 'znana@example.pl' },
    };
    for (const [name, input] of Object.entries(each)) {
      await db.delete(schema.limits);
      const start = performance.now();
      await startRegistration(stranger(), input, later(round));
      took[name as keyof typeof took].push(performance.now() - start);
    }
  }
  const median = (list: number[]) => list.sort((a, b) => a - b)[3]!;
  const medians = Object.values(took).map(median);
  expect(Math.max(...medians) / Math.min(...medians)).toBeLessThan(2);
});

it('five wrong codes end it, even for the right one; another code opens it again', async () => {
  const { form } = await household();
  const token = await startRegistration(stranger(), form, NOW);
  const code = await codeFor(form.email);
  const give = (text: string, now = later(1)) => completeRegistration(stranger(), { token, code: text }, now);
  for (const left of [4, 3, 2, 1])
    await expect(give(otherThan(code))).rejects.toMatchObject({ code: 'codeWrong', params: { left } });
  await expect(give(otherThan(code))).rejects.toMatchObject({ code: 'codeSpent' });
  await expect(give(code)).rejects.toMatchObject({ code: 'codeSpent' });
  await resendCode(token, later(2));
  expect(await give(await codeFor(form.email), later(3))).not.toBeNull();
});

it('a code holds ten minutes', async () => {
  const { form } = await household();
  const token = await startRegistration(stranger(), form, NOW);
  const code = await codeFor(form.email);
  const late = completeRegistration(stranger(), { token, code }, later(10));
  await expect(late).rejects.toMatchObject({ code: 'codeExpired' });
  expect(
    await completeRegistration(stranger(), { token, code: `${code.slice(0, 3)} ${code.slice(3)}` }, later(9)),
  ).not.toBeNull();
});

it('a new code replaces the one before, and there are five at most', async () => {
  const { form } = await household();
  const token = await startRegistration(stranger(), form, NOW);
  const first = await codeFor(form.email);
  for (let minute = 15; minute <= 60; minute += 15) await resendCode(token, later(minute));
  await expect(resendCode(token, later(75))).rejects.toMatchObject({ code: 'codeSends' });
  const second = await codeFor(form.email);
  if (first !== second) {
    const old = completeRegistration(stranger(), { token, code: first }, later(61));
    await expect(old).rejects.toMatchObject({ code: 'codeWrong' });
  }
  expect(await completeRegistration(stranger(), { token, code: second }, later(61))).not.toBeNull();
});

it('the same form sent twice at once is one registration with one mail', async () => {
  const { form } = await household();
  const attempt = newToken();
  const tokens = await Promise.all(
    [1, 2, 3].map(() => startRegistration(stranger(), { ...form, attempt }, NOW)),
  );
  expect(new Set(tokens)).toEqual(new Set([attempt]));
  expect(await mailsTo(form.email)).toHaveLength(1);
  const code = await codeFor(form.email);
  expect(await completeRegistration(stranger(), { token: attempt, code }, later(1))).not.toBeNull();
});

it('a form corrected and sent again from the same page is a new registration', async () => {
  const { form } = await household();
  const attempt = newToken();
  await startRegistration(stranger(), { ...form, attempt, invoiceGross: grosze(1) }, NOW);
  const token = await startRegistration(stranger(), { ...form, attempt }, NOW);
  expect(token).not.toBe(attempt);
  expect(await codeFor(form.email)).not.toBe('');
});

it('the same code sent four times at once makes one account and one session', async () => {
  const { form } = await household();
  const token = await startRegistration(stranger(), form, NOW);
  const code = await codeFor(form.email);
  const made = await Promise.all(
    [1, 2, 3, 4].map(() => completeRegistration(stranger(), { token, code }, later(1))),
  );
  expect(made.filter(Boolean)).toHaveLength(1);
  const account = await accountOf(form.email);
  const sessions = await db.select().from(schema.sessions).where(eq(schema.sessions.accountId, account!.id));
  expect(sessions).toHaveLength(1);
});

it('two people with the same address at once: one account, and the other is told to sign in', async () => {
  const one = await household();
  const two = await household();
  const email = one.form.email;
  const first = await startRegistration(stranger(), one.form, NOW);
  const firstCode = await codeFor(email);
  const second = await startRegistration(stranger(), { ...two.form, email }, later(1));
  const secondCode = await codeFor(email);
  const made = await Promise.all([
    completeRegistration(stranger(), { token: first, code: firstCode }, later(2)),
    completeRegistration(stranger(), { token: second, code: secondCode }, later(2)),
  ]);
  expect(made.filter(Boolean)).toHaveLength(1);
  const account = await accountOf(email);
  const managed = await db
    .select()
    .from(schema.accountCustomers)
    .where(eq(schema.accountCustomers.accountId, account!.id));
  expect(managed).toHaveLength(1);
});

it('ten guesses at one customer, then a pause of minutes, from however many networks', async () => {
  const { form } = await household();
  const guess = (amount: number, now = NOW) =>
    startRegistration(
      stranger(),
      { ...form, email: `g${amount}@example.pl`, invoiceGross: grosze(amount) },
      now,
    );
  for (let amount = 1; amount <= 10; amount++) await guess(amount);
  await expect(guess(11)).rejects.toMatchObject({ code: 'tooMany', params: { minutes: 6 } });
  await expect(guess(12, later(7))).resolves.toMatch(/./);
});

it('one address gets five mails, then one every ten minutes', async () => {
  const { form } = await household();
  for (let mail = 0; mail < 5; mail++) await startRegistration(stranger(), form, NOW);
  await expect(startRegistration(stranger(), form, NOW)).rejects.toMatchObject({ code: 'tooMany' });
  expect(await mailsTo(form.email)).toHaveLength(5);
});

it('terms that changed while the form was open are asked for again', async () => {
  const { form } = await household();
  const old = startRegistration(stranger(), { ...form, termsVersion: '0.9' }, NOW);
  await expect(old).rejects.toMatchObject({ code: 'termsChanged', field: 'acceptTerms' });
});

it('nothing of a registration older than a day is kept', async () => {
  const { form } = await household();
  await startRegistration(stranger(), form, NOW);
  const other = await household();
  await startRegistration(stranger(), other.form, later(49 * 60));
  const left = await db.select({ email: schema.registrations.email }).from(schema.registrations);
  expect(left.map(row => row.email)).toEqual([other.form.email]);
});

it('the audit log names the customer and no address of anybody', async () => {
  const { form, customer } = await household();
  const token = await startRegistration(stranger(), form, NOW);
  await completeRegistration(stranger(), { token, code: await codeFor(form.email) }, NOW);
  const [line] = await db
    .select()
    .from(schema.auditLog)
    .where(eq(schema.auditLog.entity, `customer:${customer.customerNumber}`));
  expect(line?.action).toBe('account.registered');
  expect(JSON.stringify(line)).not.toContain('@');
});
