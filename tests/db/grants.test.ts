/** Two roles (SECURITY S12): the application's can add to the audit log and to settings, and change neither. */
import postgres from 'postgres';
import { grantApplication } from '@/db/grants';
import { testDatabase } from '../support/database';
import { insertAccount } from '../support/factories';

const { db, sql, url } = testDatabase();
const ROLE = `ibok_app_${process.pid}_${process.env.JEST_WORKER_ID ?? '1'}`;
let app: postgres.Sql;
let account = 0;

beforeAll(async () => {
  account = (await insertAccount(db, { staffRole: 'administrator' })).id;
  await sql.unsafe(`create role ${ROLE} login password 'only-in-tests'`);
  await grantApplication(url, ROLE);
  await grantApplication(url, ROLE); // after each migration anew
  const address = new URL(url);
  address.username = ROLE;
  address.password = 'only-in-tests';
  app = postgres(address.href, { max: 1, onnotice: () => {} });
});

afterAll(async () => {
  await app.end({ timeout: 5 });
  // By now the database is dropped, and what the role was granted in it.
  const server = postgres(process.env.IBOK_TEST_SERVER ?? '', { max: 1 });
  await server.unsafe(`drop role ${ROLE}`);
  await server.end({ timeout: 5 });
});

it('it reads and writes rows as the portal does, and adds to the log and to settings', async () => {
  await app`update accounts set locale = 'en' where id = ${account}`;
  await app`insert into audit_log (account_id, action, entity) values (${account}, 'session.signed_in', 'session')`;
  await app`insert into settings (name, value, at, account_id) values ('leakFactor', '3', now(), ${account})`;
  expect(await app`select action from audit_log`).toHaveLength(1);
  expect(await app`select count(*) from drizzle.__drizzle_migrations`).toHaveLength(1);
});

const DENIED = /permission denied|must be owner/;

it.each([
  `update audit_log set action = 'nothing'`,
  `delete from audit_log`,
  `truncate audit_log`,
  `truncate audit_log cascade`,
  `alter table audit_log disable trigger all`,
  `drop trigger audit_log_append_only on audit_log`,
  `create or replace function refuse_change() returns trigger language plpgsql as 'begin return null; end'`,
  `set session_replication_role = replica`,
  `drop table audit_log`,
  `alter table audit_log owner to ${ROLE}`,
  `grant update on audit_log to ${ROLE}`,
  `update settings set value = '9'`,
  `delete from settings`,
  `update terms_acceptances set ip = ''`,
  `update case_entries set text = ''`,
])('%s is refused by the database itself', async statement => {
  // A grant that nobody may give is a warning and changes nothing: the update after it tells.
  const attempt = statement.startsWith('grant')
    ? app.unsafe(statement).then(() => app.unsafe(`update audit_log set action = 'nothing'`))
    : app.unsafe(statement);
  await expect(attempt).rejects.toThrow(DENIED);
});

it('saying that one is the retention job opens nothing to it', async () => {
  const purge = app.begin(async tx => {
    await tx`select set_config('ibok.purge', 'retention', true)`;
    await tx`delete from audit_log`;
  });
  await expect(purge).rejects.toThrow(DENIED);
  expect(await app`select action from audit_log`).toHaveLength(1);
});
