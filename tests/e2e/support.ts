import { randomInt } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test as base, type Page } from '@playwright/test';
import axe, { type RunOptions } from 'axe-core';

/** What WCAG 2.2 AA asks, as axe names it (UX: 0 violations on every page). */
const AXE_TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** A sign-in of the demo data, as `npm run seed` leaves them in .data/demo-sign-ins.json. */
export interface DemoSignIn {
  who: string;
  email: string;
  password: string;
  /** the state that this person's data are in */
  note: string;
}

/**
 * A sign-in of the demo data of the server under test.
 * @param match part of the name or of the note, e.g. «nadpłata»; left out: the first, who has something to pay
 */
export function demoSignIn(match = ''): DemoSignIn {
  const file = path.join(process.env.E2E_DATA ?? '.data', 'demo-sign-ins.json');
  const all = JSON.parse(readFileSync(file, 'utf8')) as DemoSignIn[];
  const found = all.find(({ who, note }) => `${who} ${note}`.includes(match));
  if (!found) throw new Error(`the demo data have no sign-in like «${match}»`);
  return found;
}

/** Signs in through the form, as a person does. Ends on the page that follows. */
export async function signIn(
  page: Page,
  who: Pick<DemoSignIn, 'email' | 'password'> = demoSignIn(),
): Promise<void> {
  await page.goto('/login');
  await page.locator('[name=email]').fill(who.email);
  await page.locator('[name=password]').fill(who.password);
  await page
    .locator('main form')
    .getByRole('button', { name: /^(Zaloguj się|Sign in)$/ })
    .click();
  await page.waitForURL(url => url.pathname !== '/login');
}

/**
 * Goes on to another customer of the account by the switcher in the page's head.
 * @param name nickname or name
 */
export async function switchTo(page: Page, name: string): Promise<void> {
  const switcher = page.locator('#customer-switch');
  await switcher.locator('summary').click();
  await switcher.getByRole('button', { name: new RegExp(`^${name}`) }).click();
  await expect(switcher.locator('summary')).toContainText(name);
  await expect(switcher).not.toHaveAttribute('open');
}

/** Every element that reaches out of the window sideways. */
const overflowing = (page: Page) =>
  page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= width) return [];
    return [...document.querySelectorAll('body *')]
      .filter(element => element.getBoundingClientRect().right > width + 1)
      .map(element => `${element.tagName.toLowerCase()}.${element.getAttribute('class') ?? ''}`)
      .slice(0, 5);
  });

/** Links and buttons smaller than 44 px that do not stand within a sentence. */
const smallTargets = (page: Page) =>
  page.evaluate(() =>
    [...document.querySelectorAll('a, button, input:not([type=hidden]), select, summary')]
      .filter(element => {
        const box = element.getBoundingClientRect();
        if (box.width < 2 || box.height < 2) return false; // hidden, or shown on focus only
        if (getComputedStyle(element).position === 'absolute') return false;
        const inText =
          getComputedStyle(element).display === 'inline' && element.closest('p, li, dd, label, td');
        if (inText) return false;
        // The label of a box or a radio button is its target too.
        const label =
          element.closest('label') ??
          (element.id ? document.querySelector(`label[for="${element.id}"]`) : null);
        const height = Math.max(box.height, label?.getBoundingClientRect().height ?? 0);
        return height < 43.5;
      })
      .map(element => `${element.tagName.toLowerCase()} «${element.textContent?.trim().slice(0, 40)}»`),
  );

/**
 * Runs axe in the page itself: once there, it judges again without being loaded, which makes a look four times as quick as
 * with a page of its own for each.
 * @param what names the state, for the message
 * @param colours whether contrast is judged (it takes the most time, and no width changes it), or nothing else
 */
export async function expectNoViolations(
  page: Page,
  what: string,
  colours: 'too' | 'alone' | 'not' = 'too',
): Promise<void> {
  const options: RunOptions = {
    runOnly:
      colours === 'alone' ? { type: 'rule', values: ['color-contrast'] } : { type: 'tag', values: AXE_TAGS },
    ...(colours === 'not' ? { rules: { 'color-contrast': { enabled: false } } } : {}),
    resultTypes: ['violations'],
    iframes: false,
  };
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source);
  const { violations } = await page.evaluate(
    given => (window as unknown as { axe: typeof axe }).axe.run(document, given),
    options,
  );
  const found = violations.flatMap(violation =>
    violation.nodes.map(node => `${violation.id}: ${node.target.join(' ')}: ${node.failureSummary}`),
  );
  expect(found, `axe, ${what}`).toEqual([]);
}

/**
 * What every page has to stand, in the state in which it is now: axe in light and dark and, from the phone, on a wide
 * screen; no sideways scroll at 320 px and with text of 200 %, targets of 44 px, one h1, and a title. Leaves the page as
 * it was.
 */
export async function checkPage(page: Page): Promise<void> {
  base.setTimeout(180_000); // three runs of axe a call, on whatever machine
  await expect(page).toHaveTitle(/\S/);
  const size = page.viewportSize();
  await page.emulateMedia({ colorScheme: 'dark' });
  await expectNoViolations(page, `${page.url()} dark`, 'alone');
  await page.emulateMedia({ colorScheme: 'light' });
  await expectNoViolations(page, `${page.url()} light`);
  if (size && size.width < 640) {
    await page.setViewportSize({ width: 1280, height: 800 });
    await expectNoViolations(page, `${page.url()} wide`, 'not');
  }
  await page.emulateMedia({ colorScheme: null });
  await expect(page.locator('h1')).toHaveCount(1);

  await page.setViewportSize({ width: 320, height: 700 });
  expect(await overflowing(page), `sideways scroll at 320 px, ${page.url()}`).toEqual([]);
  expect(await smallTargets(page), `targets below 44 px, ${page.url()}`).toEqual([]);
  // The browser's own text size: everything is measured in rem, breakpoints too, which only the browser's
  // setting would move; so the window is just below the first of them.
  await page.setViewportSize({ width: 639, height: 900 });
  await page.evaluate(() => void (document.documentElement.style.fontSize = '225%'));
  expect(await overflowing(page), `sideways scroll at 200 % text, ${page.url()}`).toEqual([]);
  await page.evaluate(() => void (document.documentElement.style.fontSize = ''));
  if (size) await page.setViewportSize(size);
}

/** An address in a network of its own (RFC 1918), as the proxy in front of the portal would report it. */
const someNetwork = () => `10.${randomInt(256)}.${randomInt(256)}.1`;

/**
 * `test` whose pages must not write an error to the console, and whose `customerPage` is signed in. Each comes from a
 * network of its own: the limits by network are for one household, not for hundreds of registrations in a quarter of an hour.
 */
export const test = base.extend<{ customerPage: Page }>({
  extraHTTPHeaders: async ({}, run) => {
    await run({ 'x-forwarded-for': someNetwork() });
  },
  page: async ({ page }, run) => {
    const errors: string[] = [];
    page.on('console', message => {
      // The browser itself reports an answer of 4xx to the page's own address; tests ask for those.
      if (message.type() === 'error' && !/Failed to load resource/.test(message.text()))
        errors.push(message.text());
    });
    page.on('pageerror', error => errors.push(String(error)));
    await run(page);
    expect(errors, 'errors in the browser console').toEqual([]);
  },
  customerPage: async ({ page }, run) => {
    await signIn(page, demoSignIn());
    await run(page);
  },
});

export { expect };
