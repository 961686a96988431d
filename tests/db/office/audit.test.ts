/** The audit log: filters, pages, export; and every action that the portal writes has words. */
import ts from 'typescript';
import { writeAudit } from '@/lib/audit/commands';
import { exportAudit } from '@/lib/audit/export/commands';
import { auditLines } from '@/lib/audit/queries';
import { readFilter, type AuditFilter } from '@/lib/audit/rules';
import { messages } from '@/lib/i18n/messages';
import { day } from '@/lib/kernel/dates';
import { testDatabase } from '../../support/database';
import { insertAccount, insertCustomer } from '../../support/factories';
import { nodesOf, parse } from '../../support/source';
import { staffActor } from '../../support/staff';
import { NOW, later } from '../../support/visitors';

const { db } = testDatabase();
const actor = staffActor('auditor');
const found = async (filter: AuditFilter) =>
  (await auditLines(actor, filter)).rows.map(({ entity }) => entity);

it('finds by colleague, by customer’s number, by area, by the entity’s beginning and by Warsaw’s day', async () => {
  const boss = await insertAccount(db, { staffRole: 'administrator' });
  const customer = await insertCustomer(db);
  const owner = await insertAccount(db, {}, [customer.id]);
  const line = (entity: string, accountId: number | undefined, at: string, action: 'case' | 'in' = 'case') =>
    writeAudit(
      db,
      { action: action === 'case' ? 'message.opened' : 'session.signed_in', entity, accountId },
      new Date(at),
    );
  await line('case:A', boss.id, '2026-11-20T12:00:00Z');
  await line('case:B', owner.id, '2026-11-21T22:59:59Z');
  await line('session', owner.id, '2026-11-21T23:00:00Z', 'in');
  await line('case:C%', undefined, '2026-11-22T12:00:00Z');
  expect(await found({})).toEqual(['case:C%', 'session', 'case:B', 'case:A']);
  expect(await found({ who: boss.email.toUpperCase() })).toEqual(['case:A']);
  expect(await found({ who: customer.customerNumber.replace('-', ' ').toLowerCase() })).toEqual([
    'session',
    'case:B',
  ]);
  expect(await found({ who: 'system' })).toEqual(['case:C%']);
  expect(await found({ who: 'nikt' })).toEqual([]);
  expect(await found({ area: 'session' })).toEqual(['session']);
  expect(await found({ entity: 'case:C%' })).toEqual(['case:C%']);
  expect(await found({ entity: '%' })).toEqual([]);
  // 23:59:59 in Warsaw is the 21st, the second after is the 22nd
  expect(await found({ from: day('2026-11-21'), to: day('2026-11-21') })).toEqual(['case:B']);
  expect(await found({ from: day('2026-11-22') })).toEqual(['case:C%', 'session']);
  const [, , mine] = (await auditLines(actor, {})).rows;
  expect(mine!.who).toEqual({ kind: 'customer', numbers: [customer.customerNumber] });
});

it('120 lines are three pages of 50, 50 and 20, none twice, also while new lines come', async () => {
  for (let i = 0; i < 120; i++)
    await writeAudit(db, { action: 'reading.submitted', entity: `reading:${i}` }, later(i));
  const filter = { area: 'reading' };
  const sizes: number[] = [];
  const seen = new Set<string>();
  let after: string | undefined;
  do {
    const page = await auditLines(actor, filter, after);
    sizes.push(page.rows.length);
    page.rows.forEach(({ entity }) => seen.add(entity));
    after = page.next ?? undefined;
    await writeAudit(db, { action: 'reading.submitted', entity: 'reading:new' }, later(500));
  } while (after);
  expect(sizes).toEqual([50, 50, 20]);
  expect(seen.size).toBe(120);
});

it('an export leaves a line that names how many were taken and no names', async () => {
  const boss = await insertAccount(db, { staffRole: 'auditor' });
  const taken = await exportAudit(
    staffActor('auditor', boss.id),
    { ip: '192.0.2.1' },
    { who: 'anna@example.com', area: 'reading' },
    NOW,
  );
  expect(taken).toHaveLength(0);
  const [line] = (await auditLines(actor, { area: 'audit' })).rows;
  expect(line).toMatchObject({ action: 'audit.exported', details: { lines: 0, filtered: 'who area' } });
});

it('days that are none are told, the rest of the filter stays', () => {
  expect(readFilter({ from: '31.02.2026', to: '22.11.2026', who: ' a ' })).toEqual({
    filter: { who: 'a', area: undefined, entity: undefined, from: undefined, to: '2026-11-22' },
    wrong: ['from'],
  });
});

it('every action that the log knows has plain words', () => {
  const known = [...nodesOf(parse('lib/audit/commands.ts'))]
    .filter(ts.isTypeAliasDeclaration)
    .find(({ name }) => name.text === 'AuditAction');
  const names = [...known!.type.getText().matchAll(/'([\w.]+)'/g)].map(([, name]) => name!);
  const words = messages.pl['office-audit'].actions as Record<string, Record<string, string>>;
  const missing = names.filter(name => {
    const [area, deed] = name.split('.');
    return !words[area!]?.[deed!];
  });
  expect(names.length).toBeGreaterThan(50);
  expect(missing).toEqual([]);
});
