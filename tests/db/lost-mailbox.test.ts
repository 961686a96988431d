import { desc, eq, sql } from 'drizzle-orm';
import * as schema from '@/db/schema';
import { setPasswordByLink } from '@/lib/accounts/links/commands';
import { confirmAccessRequest, startAccessRequest } from '@/lib/accounts/lost-mailbox/commands';
import { decideAccess } from '@/lib/accounts/lost-mailbox/decision';
import { accessRequestDue, waitingAccessRequests } from '@/lib/accounts/lost-mailbox/queries';
import { createSession, readSession } from '@/lib/auth/session';
import { addDays, day } from '@/lib/kernel/dates';
import { grosze } from '@/lib/kernel/money';
import { newToken } from '@/lib/kernel/refs';
import { testDatabase } from '../support/database';
import { insertAccount, insertHousehold, insertInvoice, TODAY } from '../support/factories';
import { later, NOW, visitorFrom } from '../support/visitors';

const { db } = testDatabase();
let count = 0;
let network = 0;
const stranger = () => visitorFrom(`198.51.${++network}.7`);

/** A household whose account has a mailbox that is gone, and the form that proves it. */
async function household(customer: Parameters<typeof insertHousehold>[1] = {}) {
  const n = ++count;
  const onFile = `plik.${n}@example.pl`;
  const made = await insertHousehold(db, { email: onFile, ...customer });
  const of = { customerId: made.customer.id, contractId: made.contract.id };
  const invoice = await insertInvoice(db, of, { issuedOn: addDays(TODAY, -30), gross: grosze(43_336) });
  const old = `stara.${n}@example.pl`;
  const account = await insertAccount(db, { email: old, passwordHash: 'x' }, [made.customer.id]);
  const form = {
    customerNumber: made.customer.customerNumber,
    invoiceNumber: invoice.invoiceNumber,
    invoiceGross: grosze(43_336),
    meterSerial: null,
    email: `nowa.${n}@example.pl`,
  };
  return { ...made, onFile, old, account, form };
}
const mailsTo = (email: string) =>
  db
    .select({ kind: schema.outbox.kind, text: schema.outbox.bodyText })
    .from(schema.outbox)
    .where(eq(schema.outbox.recipient, email))
    .orderBy(desc(schema.outbox.id));
const kindsTo = async (email: string) => (await mailsTo(email)).map(({ kind }) => kind);
const codeFor = async (email: string) => /^\d{6}$/m.exec((await mailsTo(email))[0]?.text ?? '')?.[0] ?? '';
const emailOf = async (id: number) =>
  (await db.select().from(schema.accounts).where(eq(schema.accounts.id, id)))[0]?.email;
const managersOf = async (customerId: number) =>
  (
    await db
      .select({ email: schema.accounts.email })
      .from(schema.accountCustomers)
      .innerJoin(schema.accounts, eq(schema.accounts.id, schema.accountCustomers.accountId))
      .where(eq(schema.accountCustomers.customerId, customerId))
  )
    .map(({ email }) => email)
    .sort();

/** Up to the point where staff decide. */
async function requested(of: Awaited<ReturnType<typeof household>>): Promise<string> {
  const token = await startAccessRequest(stranger(), of.form, NOW);
  return confirmAccessRequest(stranger(), { token, code: await codeFor(of.form.email) }, later(1));
}
const grant = (ref: string, now = later(60)) => decideAccess(ref, 'granted', {}, now);

describe('the request', () => {
  it('waits for staff once the code was given; everybody on file hears of it, the new address masked', async () => {
    const of = await household();
    const ref = await requested(of);
    expect(await waitingAccessRequests()).toContainEqual(
      expect.objectContaining({ ref, email: of.form.email, customerNumber: of.customer.customerNumber }),
    );
    for (const address of [of.old, of.onFile]) {
      const [told] = await mailsTo(address);
      expect(told?.kind).toBe('access_requested');
      expect(told?.text).toContain('n•••@example.pl');
      expect(told?.text).not.toContain(of.form.email);
      expect(told?.text).toContain(ref);
    }
    expect(await managersOf(of.customer.id)).toEqual([of.old]);
  });

  it('is answered within five days; its reference tells that day and nothing else', async () => {
    const ref = await requested(await household());
    expect(await accessRequestDue(ref)).toBe(day('2026-11-27'));
    expect(await accessRequestDue(` ${ref.toLowerCase()} `)).toBe(day('2026-11-27'));
    expect(await accessRequestDue('0000000000')).toBeNull();
  });

  it('with a wrong proof: the same answer, no mail to anybody, and no code is right', async () => {
    const { form, old, onFile } = await household();
    const token = await startAccessRequest(stranger(), { ...form, invoiceGross: grosze(1) }, NOW);
    expect(token).toMatch(/^[\w-]{32}$/);
    for (const address of [form.email, old, onFile]) expect(await mailsTo(address)).toEqual([]);
    const guess = confirmAccessRequest(stranger(), { token, code: '123456' }, later(1));
    await expect(guess).rejects.toMatchObject({ code: 'codeWrong', params: { left: 4 } });
  });

  it('takes as long for a wrong proof', async () => {
    const { form } = await household();
    const took = { right: [] as number[], wrong: [] as number[] };
    for (let round = 0; round < 9; round++)
      for (const [name, gross] of [
        ['right', 43_336],
        ['wrong', 1],
      ] as const) {
        await db.delete(schema.limits);
        const begun = performance.now();
        const email = `czas.${name}.${round}@example.pl`;
        await startAccessRequest(stranger(), { ...form, email, invoiceGross: grosze(gross) }, NOW);
        took[name].push(performance.now() - begun);
      }
    const median = (list: number[]) => list.sort((a, b) => a - b)[4]!;
    const medians = [median(took.right), median(took.wrong)];
    expect(Math.max(...medians) / Math.min(...medians)).toBeLessThan(2);
  });

  it('before its code was given nobody decides on it, and it has no page', async () => {
    const { form } = await household();
    await startAccessRequest(stranger(), form, NOW);
    const [row] = await db
      .select({ ref: schema.accessRequests.ref })
      .from(schema.accessRequests)
      .where(eq(schema.accessRequests.email, form.email));
    await expect(grant(row!.ref)).rejects.toThrow(/no request/);
    expect(await accessRequestDue(row!.ref)).toBeNull();
  });

  it('a code holds ten minutes and five tries', async () => {
    const { form } = await household();
    const token = await startAccessRequest(stranger(), form, NOW);
    const code = await codeFor(form.email);
    const give = (text: string, now = later(1)) =>
      confirmAccessRequest(stranger(), { token, code: text }, now);
    await expect(give(code, later(10))).rejects.toMatchObject({ code: 'codeExpired' });
    for (let wrong = 0; wrong < 5; wrong++)
      await give(code === '111111' ? '222222' : '111111').catch(() => {});
    await expect(give(code)).rejects.toMatchObject({ code: 'codeSpent' });
  });

  it('the same form twice is one request with one mail; the same code twice one confirmation', async () => {
    const { form, old } = await household();
    const attempt = newToken();
    const tokens = [1, 2, 3].map(() => startAccessRequest(stranger(), { ...form, attempt }, NOW));
    expect(new Set(await Promise.all(tokens))).toEqual(new Set([attempt]));
    expect(await mailsTo(form.email)).toHaveLength(1);
    const code = await codeFor(form.email);
    const confirm = () => confirmAccessRequest(stranger(), { token: attempt, code }, later(1));
    const refs = await Promise.all([confirm(), confirm()]);
    expect(refs[0]).toBe(refs[1]);
    expect(await mailsTo(old)).toHaveLength(1);
  });

  it('ten guesses at one customer, then a pause, as with a registration', async () => {
    const { form } = await household();
    const guess = (gross: number) =>
      startAccessRequest(
        stranger(),
        { ...form, email: `z${gross}@example.pl`, invoiceGross: grosze(gross) },
        NOW,
      );
    for (let gross = 1; gross <= 10; gross++) await guess(gross);
    await expect(guess(11)).rejects.toMatchObject({ code: 'tooMany' });
  });
});

describe('granted', () => {
  it('the one account of the customer gets the new address; its sessions end; the old address is told', async () => {
    const of = await household();
    const cookie = await createSession(db, of.account, visitorFrom(), NOW);
    const ref = await requested(of);
    expect(await grant(ref, later(5))).toEqual({ email: of.form.email, way: 'moved' });
    expect(await emailOf(of.account.id)).toBe(of.form.email);
    expect(await readSession(db, cookie, later(5))).toBeNull();
    expect(await kindsTo(of.old)).toEqual(['email_changed', 'access_requested']);
    expect(await kindsTo(of.onFile)).toEqual(['account_added', 'access_requested']);
    const [granted] = await mailsTo(of.form.email);
    const token = /activate\?token=([\w-]+)/.exec(granted?.text ?? '')?.[1] ?? '';
    const set = await setPasswordByLink(
      stranger(),
      { token, newPassword: 'rower śliwka latarnia' },
      later(60),
    );
    const session = await readSession(db, set.session ?? '', later(60));
    expect(session?.customers.map(one => one.customerNumber)).toEqual([of.customer.customerNumber]);
  });

  it('an account that manages somebody else too keeps its address: the paper proves one customer only', async () => {
    const of = await household();
    const other = await insertHousehold(db);
    await db
      .insert(schema.accountCustomers)
      .values({ accountId: of.account.id, customerId: other.customer.id, source: 'registration' });
    expect((await grant(await requested(of))).way).toBe('created');
    expect(await emailOf(of.account.id)).toBe(of.old);
    expect(await managersOf(of.customer.id)).toEqual([of.form.email, of.old].sort());
    expect(await managersOf(other.customer.id)).toEqual([of.old]);
    expect(await kindsTo(of.old)).toEqual(['account_added', 'access_requested']);
  });

  it('with two accounts both stay, and a new one is made', async () => {
    const of = await household();
    const second = await insertAccount(db, {}, [of.customer.id]);
    expect((await grant(await requested(of))).way).toBe('created');
    expect(await managersOf(of.customer.id)).toEqual([of.form.email, of.old, second.email].sort());
  });

  it('an account that the new address has already gets the customer, and its own password opens it', async () => {
    const of = await household();
    const mine = await insertAccount(db, { email: of.form.email, passwordHash: 'x' });
    expect((await grant(await requested(of))).way).toBe('existing');
    expect(await managersOf(of.customer.id)).toEqual([of.form.email, of.old].sort());
    expect((await mailsTo(of.form.email))[0]?.text).toContain('/login');
    expect(await emailOf(mine.id)).toBe(of.form.email);
  });

  it('twice, or by two at once, is once', async () => {
    const of = await household();
    const ref = await requested(of);
    const both = await Promise.all([grant(ref), grant(ref)]);
    expect(both.map(({ way }) => way).sort()).toEqual(['moved', null]);
    expect((await kindsTo(of.form.email)).filter(kind => kind === 'access_granted')).toHaveLength(1);
    await expect(decideAccess(ref, 'refused', { reason: 'Nie' }, later(61))).rejects.toThrow(/already/);
  });

  it('no account of staff gets customers this way', async () => {
    const of = await household();
    await insertAccount(db, { email: of.form.email, staffRole: 'billing' });
    await expect(grant(await requested(of))).rejects.toThrow(/staff/);
  });
});

describe('refused', () => {
  it('the person is told why, nothing else changes, and it no longer waits', async () => {
    const of = await household();
    const ref = await requested(of);
    await decideAccess(ref, 'refused', { reason: 'Umowa jest na inną osobę.' }, later(60));
    const [told] = await mailsTo(of.form.email);
    expect(told?.kind).toBe('access_refused');
    expect(told?.text).toContain('Umowa jest na inną osobę.');
    expect(await managersOf(of.customer.id)).toEqual([of.old]);
    expect((await waitingAccessRequests()).map(row => row.ref)).not.toContain(ref);
  });

  it('not without a reason', async () => {
    const ref = await requested(await household());
    await expect(decideAccess(ref, 'refused', { reason: ' ' }, NOW)).rejects.toThrow(/why/);
  });
});

it('stands in the audit log without any address of e-mail', async () => {
  const of = await household();
  await grant(await requested(of));
  const lines = await db
    .select({ action: schema.auditLog.action })
    .from(schema.auditLog)
    .where(eq(schema.auditLog.entity, `customer:${of.customer.customerNumber}`))
    .orderBy(schema.auditLog.id);
  expect(lines.map(({ action }) => action)).toEqual(['access.requested', 'access.granted']);
  const [withAt] = await db.execute(
    sql`select count(*)::int as n from audit_log where audit_log::text like '%@%'`,
  );
  expect(withAt?.n).toBe(0);
});
