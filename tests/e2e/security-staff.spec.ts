/**
 * Each role × each page, route and action of staff, and each action of customers for staff who look at a portal: by
 * plain requests, as the built portal answers them (tests/db/staff-guard.test.ts asks the guard by itself).
 */
import { readFileSync } from 'node:fs';
import {
  expect,
  test,
  type APIRequestContext,
  type APIResponse,
  type BrowserContext,
} from '@playwright/test';
import type { StaffRole } from '@/db/schema/accounts';
import { may } from '@/lib/auth/permissions';
import { customerActions, customerEndpoints } from '../security/customer';
import type { Endpoint } from '../security/endpoints';
import { staffActions, staffEndpoints } from '../security/staff';
import { withSql } from './readings';
import { signInAsStaff } from './staff';
import { demoSignIn } from './support';

const ROLES: readonly StaffRole[] = ['customer_service', 'billing', 'dispatcher', 'administrator', 'auditor'];
const FORBIDDEN = 'To nie należy do Twojej roli';
/** At once, so that the run stays short. */
const ABREAST = 6;

async function abreast<T>(all: readonly T[], work: (one: T) => Promise<void>): Promise<void> {
  const left = [...all];
  const next = async () => {
    for (let one = left.shift(); one !== undefined; one = left.shift()) await work(one);
  };
  await Promise.all(Array.from({ length: ABREAST }, next));
}

/** Somebody of staff; one sign-in, because every request reads the role from the database. */
let staff: APIRequestContext;
let email = '';
let context: BrowserContext;

test.beforeAll(async ({ browser }) => {
  context = await browser.newContext();
  const page = await context.newPage();
  ({ email } = await signInAsStaff(page));
  await page.close();
  staff = context.request;
});

test.afterAll(() => context.close());

/** Requests of one account count towards its limit of actions; the next role begins anew. */
const become = (role: StaffRole) =>
  withSql(async sql => {
    await sql`update accounts set staff_role = ${role} where email = ${email}`;
    await sql`delete from limits where bucket like 'actionOfAccount:%'`;
  });

/** Looks at the portal of a customer of the demo data, or at none any more. */
const view = (whose: string | null) =>
  withSql(
    sql => sql`
      update sessions s set viewing_since = now(), viewing_account_id = a.id, viewing_customer_id = a.customer_id
      from accounts me left join (
        select a.id, a.email, ac.customer_id from accounts a join account_customers ac on ac.account_id = a.id
      ) a on a.email = ${whose}
      where me.email = ${email} and s.account_id = me.id`,
  );

const get = (path: string) => staff.get(path, { maxRedirects: 0 });
const target = (answer: APIResponse) => new URL(answer.headers().location ?? '', answer.url()).pathname;

/** What the build calls the Server Actions: by file and name, the id and a page that knows it. */
const builtActions = () => {
  const { node } = JSON.parse(readFileSync('.next/server/server-reference-manifest.json', 'utf8')) as {
    node: Record<string, { filename: string; exportedName: string; workers: Record<string, unknown> }>;
  };
  return new Map(
    Object.entries(node).map(([id, { filename, exportedName, workers }]) => {
      const path = Object.keys(workers)[0]!
        .replace(/^app|\/\(\w+\)|\/page$/g, '')
        .replace(/\[\w+\]/g, '0000000000');
      return [`${filename} ${exportedName}`, { id, path }] as const;
    }),
  );
};

/** Calls an action as the browser does, with an empty form. */
async function call(file: string, name: string): Promise<APIResponse> {
  const action = builtActions().get(`${file} ${name}`);
  if (!action) throw new Error(`the build has no ${name} of ${file}`);
  return staff.post(action.path, {
    headers: { 'next-action': action.id, accept: 'text/x-component' },
    multipart: { 0: '["$K1"]' },
    maxRedirects: 0,
  });
}

/** How an address that needs a reference is asked: with one that everybody may open, else with nobody's. */
const asked = ({ path, known, unknown }: Endpoint) => known ?? unknown ?? path;
/** What it answers there once the guard has let somebody in. */
const opened = ({ path, known, step, incomplete }: Endpoint): number[] => {
  const found = path.includes('[') && !known ? 404 : (incomplete ?? 200);
  return step ? [200, 307, found] : [found];
};

for (const role of ROLES) {
  test(
    `${role} opens what the table of permissions says, and nothing else`,
    { tag: '@desktop' },
    async () => {
      await become(role);
      const wrong: string[] = [];
      await abreast(staffEndpoints, async endpoint => {
        const answer = await get(asked(endpoint));
        const status = answer.status();
        const expected = may(role, endpoint.permission!) ? opened(endpoint) : [403];
        if (!expected.includes(status))
          wrong.push(`${endpoint.path}: ${status}, not ${expected.join(' or ')}`);
        else if (status === 403 && endpoint.kind === 'page' && !(await answer.text()).includes(FORBIDDEN))
          wrong.push(`${endpoint.path}: 403 without words`);
      });
      const links = (await (await get('/admin')).text()).matchAll(/href="(\/admin[^"?#]*)/g);
      for (const link of new Set([...links].map(([, path]) => path)))
        if (!staffEndpoints.some(({ path, permission }) => path === link && may(role, permission!)))
          wrong.push(`${link}: linked from the start page`);
      expect(wrong).toEqual([]);
    },
  );

  test(
    `${role} calls the actions that the table of permissions says, and no other`,
    { tag: ['@desktop', '@own-portal'] },
    async () => {
      await become(role);
      const wrong: string[] = [];
      const all = Object.entries(staffActions).flatMap(([file, table]) =>
        Object.entries(table).map(([name, permission]) => ({ file, name, permission })),
      );
      await abreast(all, async ({ file, name, permission }) => {
        const status = (await call(file, name)).status();
        // An empty form is refused with words, or, where it asks for nothing, sends on.
        const expected = may(role, permission) ? [200, 303] : [403];
        if (!expected.includes(status)) wrong.push(`${name}: ${status}, not ${expected.join(' or ')}`);
      });
      expect(wrong).toEqual([]);
    },
  );
}

test('who looks at a customer’s portal opens its pages', { tag: '@desktop' }, async () => {
  await become('customer_service');
  await view(demoSignIn().email);
  const wrong: string[] = [];
  const pages = customerEndpoints.filter(({ path, kind }) => kind === 'page' && !path.includes('['));
  await abreast(pages, async ({ path, step }) => {
    const answer = await get(path);
    const fine = answer.status() === 200 ? (await answer.text()).includes('Podgląd portalu klienta') : step;
    if (!fine) wrong.push(`${path}: ${answer.status()}`);
  });
  expect(wrong).toEqual([]);
  // Whoever may not look any more is sent back, whatever the session says.
  await become('dispatcher');
  expect(target(await get('/dashboard'))).toBe('/admin');
});

test(
  'who looks at a customer’s portal is refused every action there',
  { tag: ['@desktop', '@own-portal'] },
  async () => {
    await become('customer_service');
    await view(demoSignIn().email);
    const all = Object.entries(customerActions).flatMap(([file, names]) =>
      names.map(name => ({ file, name })),
    );
    const done: string[] = [];
    await abreast(all, async ({ file, name }) => {
      const answer = await call(file, name);
      if (!(await answer.text()).includes('Oglądasz portal klienta: niczego tu nie można zmienić.'))
        done.push(`${name}: ${answer.status()}`);
    });
    expect(done).toEqual([]);
    await view(null);
    expect(target(await get('/dashboard'))).toBe('/admin');
  },
);
