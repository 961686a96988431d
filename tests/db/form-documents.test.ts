import { eq } from 'drizzle-orm';
import { auditLog, formDocuments } from '@/db/schema';
import type { StaffActor } from '@/lib/auth/actor';
import { publishFormDocument, withdrawFormDocument, type FormToPublish } from '@/lib/forms/commands';
import { findFormFile, publishedForms } from '@/lib/forms/queries';
import { findFormVersionFile, listFormVersions } from '@/lib/forms/staff/queries';
import { addDays } from '@/lib/kernel/dates';
import { Refusal } from '@/lib/kernel/refusal';
import { testDatabase } from '../support/database';
import { insertAccount, TODAY } from '../support/factories';
import { later, NOW, visitorFrom } from '../support/visitors';

const { db } = testDatabase();
const FROM = visitorFrom();

async function administrator(): Promise<StaffActor> {
  const { id, email } = await insertAccount(db, { staffRole: 'administrator' });
  const sessionId = '00000000-0000-0000-0000-000000000000';
  return { kind: 'staff', role: 'administrator', accountId: id, sessionId, email, locale: 'pl' };
}

let made = 0;
const pdf = (body = `strona ${++made}`) => ({
  name: '../Wniosek o przyłącze.PDF',
  bytes: Buffer.from(`%PDF-1.7\n${body}\n%%EOF\n`),
});
const upload = (more: Partial<FormToPublish> = {}): FormToPublish => ({
  replaces: null,
  category: 'connection',
  titlePl: 'Wniosek o przyłącze',
  titleEn: 'Application for a connection',
  version: '1',
  validFrom: TODAY,
  file: pdf(),
  ...more,
});
const refusalOf = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: unknown) => {
      if (error instanceof Refusal) return error.code;
      throw error;
    },
  );
const offered = async (today = TODAY) =>
  (await publishedForms(today)).map(({ titlePl, version }) => `${titlePl} ${version}`);

it('published: offered with its size and day, its file as a plain name; sent three times at once it is one', async () => {
  const actor = await administrator();
  const form = upload({ titlePl: 'Trzy razy' });
  const refs = await Promise.all([1, 2, 3].map(() => publishFormDocument(actor, FROM, form, NOW)));
  expect(new Set(refs).size).toBe(1);
  const found = (await publishedForms(TODAY)).find(({ ref }) => ref === refs[0]);
  expect(found).toMatchObject({ category: 'connection', version: '1', validFrom: TODAY });
  expect(found?.size).toBe(form.file.bytes.byteLength);
  const file = (await findFormFile(refs[0]!, TODAY))!;
  expect(file).toMatchObject({ filename: 'Wniosek o przyłącze.pdf', contentType: 'application/pdf' });
  expect(Buffer.from(file.content)).toEqual(Buffer.from(form.file.bytes));
  const log = await db
    .select()
    .from(auditLog)
    .where(eq(auditLog.entity, `form:${refs[0]}`));
  expect(log.map(({ action, accountId }) => [action, accountId])).toEqual([
    ['form.published', actor.accountId],
  ]);
});

it('a version of tomorrow: today the old one, tomorrow the new one, withdrawn the old one again', async () => {
  const actor = await administrator();
  const titlePl = 'Z wersjami';
  const first = await publishFormDocument(actor, FROM, upload({ titlePl }), NOW);
  const next = { replaces: first, titlePl, version: '2', validFrom: addDays(TODAY, 1) };
  const second = await publishFormDocument(actor, FROM, upload(next), later(1));
  const tomorrow = addDays(TODAY, 1);
  expect(await offered()).toContain('Z wersjami 1');
  expect(await offered()).not.toContain('Z wersjami 2');
  expect(await findFormFile(second, TODAY)).toBeNull();
  expect(await offered(tomorrow)).toContain('Z wersjami 2');
  expect(await offered(tomorrow)).not.toContain('Z wersjami 1');
  expect(await findFormFile(first, tomorrow)).not.toBeNull();
  const standing = (await listFormVersions(actor, tomorrow)).filter(row => row.titlePl === titlePl);
  expect(standing.map(({ version, inForce }) => [version, inForce])).toEqual([
    ['2', true],
    ['1', false],
  ]);
  await withdrawFormDocument(actor, FROM, second, later(2));
  await withdrawFormDocument(actor, FROM, second, later(3));
  expect(await offered(tomorrow)).toContain('Z wersjami 1');
  expect(await findFormFile(second, tomorrow)).toBeNull();
  expect(await findFormVersionFile(actor, second)).not.toBeNull();
  const log = await db
    .select()
    .from(auditLog)
    .where(eq(auditLog.entity, `form:${second}`));
  expect(log.map(({ action }) => action)).toEqual(['form.published', 'form.withdrawn']);
});

it('a version number that is taken, a form that is not there: refused', async () => {
  const actor = await administrator();
  const first = await publishFormDocument(actor, FROM, upload({ titlePl: 'Zajęta' }), NOW);
  expect(await refusalOf(publishFormDocument(actor, FROM, upload({ replaces: first }), NOW))).toBe(
    'formVersionKnown',
  );
  expect(await refusalOf(publishFormDocument(actor, FROM, upload({ replaces: '0000000000' }), NOW))).toBe(
    'formGone',
  );
  expect(await refusalOf(withdrawFormDocument(actor, FROM, '0000000000', NOW))).toBe('formGone');
});

it('what is no plain PDF is refused, and nothing is stored', async () => {
  const actor = await administrator();
  const before = await db.$count(formDocuments);
  const bytes = (text: string) => Buffer.from(text, 'latin1');
  const cases: [string, Uint8Array][] = [
    ['fileNotPdf', bytes('<svg onload="x()"/>')],
    ['fileNotPdf', bytes('\xff\xd8\xff\xe0 picture')],
    ['fileNotPdf', bytes('')],
    ['fileBroken', bytes('%PDF-1.7 half')],
    ['fileActive', bytes('%PDF-1.7 /OpenAction << /JavaScript (x) >> %%EOF')],
    ['fileActive', bytes('%PDF-1.7 %%EOF PK\x03\x04')],
    ['fileLarge', Buffer.concat([bytes('%PDF-1.7 '), Buffer.alloc(11 * 1024 * 1024), bytes('%%EOF')])],
  ];
  for (const [code, content] of cases) {
    const form = upload({ file: { name: 'x.pdf', bytes: content } });
    expect(await refusalOf(publishFormDocument(actor, FROM, form, NOW))).toBe(code);
  }
  expect(await db.$count(formDocuments)).toBe(before);
});
