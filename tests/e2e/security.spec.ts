import {
  expect,
  test,
  type APIRequestContext,
  type APIResponse,
  type Browser,
  type Page,
} from '@playwright/test';
import { opens, SCOPES } from '@/lib/auth/scopes';
import { customerEndpoints } from '../security/customer';
import { matrix } from '../security/matrix';
import { endpointNeeds } from '../security/scopes';
import { delegateOf, thingsOf } from './security-data';
import { signInAsStaff } from './staff';
import { demoSignIn, signIn } from './support';

type Who = 'nobody' | 'forged' | 'customerA' | 'customerB' | 'staff';
const as = {} as Record<Who, APIRequestContext>;
const closing: (() => Promise<void>)[] = [];
/** an invoice of customer A, not yet paid; other things of theirs bear the same reference */
let ownRef = '';
/** customer A's number */
let ownNumber = '';

async function signedIn(browser: Browser, enter: (page: Page) => Promise<unknown>) {
  const context = await browser.newContext();
  const page = await context.newPage();
  await enter(page);
  await page.close();
  closing.push(() => context.close());
  return context.request;
}

test.beforeAll(async ({ browser, playwright, baseURL }) => {
  test.setTimeout(180_000); // three sign-ins, one with all that staff have to do first
  const nobody = await playwright.request.newContext({ baseURL });
  // A cookie of the right name gets past proxy.ts, as if it were not there: what answers are the guards.
  const forged = await playwright.request.newContext({
    baseURL,
    extraHTTPHeaders: { cookie: 'session=forged' },
  });
  closing.push(
    () => nobody.dispose(),
    () => forged.dispose(),
  );
  const [a, b] = [demoSignIn(), demoSignIn('nadpłata')];
  expect(a.email).not.toBe(b.email);
  Object.assign(as, { nobody, forged });
  as.customerA = await signedIn(browser, page => signIn(page, demoSignIn()));
  as.customerB = await signedIn(browser, page => signIn(page, demoSignIn('nadpłata')));
  as.staff = await signedIn(browser, page => signInAsStaff(page));
  ({ ref: ownRef, number: ownNumber } = await thingsOf(a.email));
});

test.afterAll(() => Promise.all(closing.map(close => close())));

/** proxy.ts only sends people to the sign-in early: with it deleted, nothing may open (SECURITY S2). */
const servers = ['with proxy.ts', 'without proxy.ts'] as const;
type Server = (typeof servers)[number];

/** Without a proxy nobody notes the path, so whoever signs in then arrives at the start. */
const get = (who: Who, path: string, server: Server = 'with proxy.ts') => {
  const origin = server === 'without proxy.ts' ? process.env.E2E_URL_WITHOUT_PROXY : '';
  return as[who].get(`${origin}${path}`, { maxRedirects: 0 });
};
/** The copy without proxy.ts is there only where the portal is the tests' own. */
const tagOf = (server: Server) => (server === 'without proxy.ts' ? { tag: '@own-portal' } : {});
const target = (answer: APIResponse) => {
  const { location } = answer.headers();
  return location ? new URL(location, answer.url()).pathname : null;
};
const plain = matrix.filter(({ path }) => !path.includes('['));

for (const server of servers)
  for (const { path, audience, step, incomplete } of plain) {
    test(`${path} is for: ${audience}, ${server}`, tagOf(server), async () => {
      const everybody: Who[] = ['nobody', 'forged', 'customerA', 'customerB', 'staff'];
      for (const who of everybody) {
        const answer = await get(who, path, server);
        const signedOut = who === 'nobody' || who === 'forged';
        if (audience === 'public') {
          // The sign-in sends on whoever is signed in; a step sends back to the one before it.
          if (step || (path === '/login' && !signedOut)) expect([200, 307]).toContain(answer.status());
          else expect(answer.status(), who).toBe(200);
        } else if (audience === 'cron') {
          expect(answer.status(), who).toBe(401);
        } else if (audience === 'webhook') {
          // Providers post, and sign what they post.
          expect(answer.status(), who).toBe(405);
          const unsigned = await as[who].post(path, { data: '{}' });
          expect([401, 503], who).toContain(unsigned.status());
        } else if (signedOut) {
          expect(target(answer), who).toBe('/login');
        } else if (audience === (who === 'staff' ? 'staff' : 'customer')) {
          expect(step ? [200, 307] : [incomplete ?? 200], who).toContain(answer.status());
        } else {
          expect(target(answer), who).toBe(who === 'staff' ? '/admin' : '/dashboard');
        }
      }
    });
  }

/** A page without what differs from one answer to the next. */
const bare = async (answer: APIResponse, ref: string) =>
  (await answer.text())
    .replace(/<script.*?<\/script>/gs, '')
    .replace(/nonce="[^"]*"/g, '')
    .replaceAll(ref, 'REF');

for (const server of servers)
  for (const endpoint of matrix.filter(({ path }) => path.includes('['))) {
    const { path, audience, unknown: missing = '', known, step, incomplete = 200 } = endpoint;
    const fine = step ? [200, 307] : [incomplete];
    const title = known
      ? `${path} is for: ${audience}, one that does not exist for nobody`
      : `${path}: somebody else's answers exactly as one that does not exist`;
    test(`${title}, ${server}`, tagOf(server), async () => {
      if (audience === 'public') {
        expect((await get('nobody', missing, server)).status()).toBe(step ? 200 : 404);
        return;
      }
      const number = audience === 'staff' ? ownNumber : '1';
      const own = known ?? path.replace('[ref]', ownRef).replace('[number]', number);
      for (const who of ['nobody', 'forged'] as const)
        expect(target(await get(who, own, server)), who).toBe('/login');
      if (audience === 'staff') {
        expect(fine).toContain((await get('staff', own, server)).status());
        expect(step ? [307, 404] : [404]).toContain((await get('staff', missing, server)).status());
        for (const who of ['customerA', 'customerB'] as const)
          expect(target(await get(who, own, server)), who).toBe('/dashboard');
        return;
      }
      expect((await get('customerA', own, server)).status()).toBe(200);
      expect(target(await get('staff', own, server))).toBe('/admin');
      const [other, none] = [await get('customerB', own, server), await get('customerB', missing, server)];
      expect(none.status()).toBe(404);
      if (known) {
        expect(other.status()).toBe(200);
        return;
      }
      expect(other.status()).toBe(404);
      expect(await bare(other, ownRef)).toBe(await bare(none, '0000000000'));
    });
  }

for (const scope of SCOPES)
  test(
    `shared access «${scope}» opens what the table of needs says, and nothing else`,
    { tag: '@own-portal' },
    async ({ playwright, baseURL }) => {
      const cookie = `session=${await delegateOf(ownNumber, scope)}`;
      const delegate = await playwright.request.newContext({ baseURL, extraHTTPHeaders: { cookie } });
      const wrong: string[] = [];
      for (const { path, known, step, incomplete = 200 } of customerEndpoints) {
        const own = known ?? path.replace('[ref]', ownRef).replace('[number]', '1');
        const status = (await delegate.get(own, { maxRedirects: 0 })).status();
        const open = opens({ scope, owner: false }, endpointNeeds[path] ?? 'all');
        if (!(open ? [incomplete, ...(step ? [307] : [])] : [403]).includes(status))
          wrong.push(`${path} ${open ? 'should open' : 'should be refused'}: ${status}`);
      }
      await delegate.dispose();
      expect(wrong).toEqual([]);
    },
  );

test('every page has its policy with a nonce of its own, and may not be kept where it is a customer’s', async () => {
  const policies = new Set<string>();
  for (const { path } of plain.filter(({ kind }) => kind === 'page')) {
    const headers = (await get('customerA', path)).headers();
    const policy = headers['content-security-policy'] ?? '';
    expect(policy, path).toMatch(/script-src 'self' 'nonce-[\w+/=]{20,}' 'strict-dynamic';/);
    expect(policy, path).toContain("frame-ancestors 'none'");
    expect(policy, path).not.toContain('unsafe');
    expect(headers['referrer-policy']).toBe('same-origin');
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['cache-control'], path).toContain('no-store');
    policies.add(policy);
  }
  expect(policies.size).toBe(plain.filter(({ kind }) => kind === 'page').length);
});

test('the copy without proxy.ts really has none', { tag: '@own-portal' }, async () => {
  expect((await get('nobody', '/', 'without proxy.ts')).headers()).not.toHaveProperty(
    'content-security-policy',
  );
});

test('the session cookie is kept from scripts and other sites, and ends with signing out', async ({
  browser,
}) => {
  const context = await browser.newContext();
  const page = await context.newPage();
  await signIn(page, demoSignIn());
  const kept = (await context.cookies()).find(({ name }) => name === 'session');
  expect(kept).toMatchObject({ httpOnly: true, sameSite: 'Lax', path: '/' });
  await page.goto('/account');
  await page.getByRole('main').getByRole('button', { name: 'Wyloguj się' }).click();
  await page.waitForURL('**/login**');
  expect((await context.cookies()).map(({ name }) => name)).not.toContain('session');
  await context.addCookies([kept!]);
  await page.goto('/account');
  expect(new URL(page.url()).pathname).toBe('/login');
  await context.close();
});

test('a form sent from another site does nothing', async ({ baseURL }) => {
  const html = await (await get('nobody', '/login')).text();
  const form = /<main.*?<form(.*?)<\/form>/s.exec(html)?.[1] ?? '';
  const fields = [...form.matchAll(/name="(\$ACTION[^"]*)"(?: value="([^"]*)")?/g)].map(([, name, value]) => [
    name ?? '',
    (value ?? '').replaceAll('&quot;', '"'),
  ]);
  expect(fields.length).toBeGreaterThan(0);
  const { email, password } = demoSignIn();
  const send = (origin: string) =>
    as.nobody.post('/login', {
      headers: { origin },
      multipart: { ...Object.fromEntries(fields), email, password, next: '' },
      maxRedirects: 0,
    });
  const foreign = await send('https://evil.example');
  expect(foreign.status()).toBeGreaterThanOrEqual(400);
  expect(foreign.headers()['set-cookie']).toBeUndefined();
  const own = await send(new URL(baseURL ?? '').origin);
  expect(own.status()).toBe(303);
  expect(own.headers()['set-cookie']).toContain('session=');
});
