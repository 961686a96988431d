/**
 * `npm run screenshots [-- PATH…]`: every page at 360 px and 1280 px, light and dark, into screenshots/. Starts a
 * portal with demo data of its own, as the browser tests do; E2E_URL (with E2E_DATA) names a running one instead.
 */
import * as fs from 'node:fs';
import path from 'node:path';
import { chromium } from '@playwright/test';
import startPortal from '../tests/support/portal.mjs';
import { findChromium } from './support/chromium.mjs';
import { ROOT } from './support/settings.mjs';

const PUBLIC = ['/', '/login', '/register', '/help', '/contact', '/tariffs', '/water-quality', '/privacy'];
const PAGES = {
  public: [
    ...PUBLIC,
    '/password/forgot',
    '/password/lost-mailbox',
    '/activate',
    '/terms',
    '/terms/e-invoice',
    '/accessibility',
    '/outbox',
    '/nie-ma-takiej-strony',
  ],
  customer: [
    ...['/dashboard', '/invoices', '/settlements', '/consumption', '/meters', '/contracts', '/overview'],
    ...['/account', '/account/email', '/account/second-factor', '/account/customers/add'],
  ],
};
const SIZES = [
  { width: 360, height: 780 },
  { width: 1280, height: 800 },
];
const OUT = path.join(ROOT, 'screenshots');

const wanted = process.argv.slice(2);
const asked = address => wanted.length === 0 || wanted.includes(address);
const nameOf = address => address.replace(/^\//, '').replaceAll('/', '_') || 'start';

async function signIn(page, url) {
  const file = path.join(process.env.E2E_DATA ?? path.join(ROOT, '.data'), 'demo-sign-ins.json');
  const [customer] = JSON.parse(fs.readFileSync(file, 'utf8'));
  await page.goto(`${url}/login`);
  await page.locator('[name=email]').fill(customer.email);
  await page.locator('[name=password]').fill(customer.password);
  await page.locator('main form button:not([type=button])').click();
  await page.waitForURL(address => address.pathname !== '/login');
}

/** Wide of its window: the page scrolls sideways, which no page may. */
const tooWide = page =>
  page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);

async function take(page, url, address, suffix) {
  await page.goto(url + address, { waitUntil: 'networkidle' });
  const file = path.join(OUT, `${nameOf(address)}-${suffix}.png`);
  await page.screenshot({ path: file, fullPage: true });
  console.log(`${path.relative(ROOT, file)}${(await tooWide(page)) ? '  scrolls sideways!' : ''}`);
}

/** The first invoice of the list, whose address is not known beforehand. */
const firstInvoice = page =>
  page.evaluate(() => document.querySelector('main a[href^="/invoices/"]')?.getAttribute('href') ?? null);

async function takeAll(browser, url) {
  for (const viewport of SIZES) {
    for (const colorScheme of ['light', 'dark']) {
      const context = await browser.newContext({
        viewport,
        colorScheme,
        locale: 'pl-PL',
        reducedMotion: 'reduce',
      });
      const page = await context.newPage();
      const suffix = `${viewport.width}-${colorScheme}`;
      for (const address of PAGES.public.filter(asked)) await take(page, url, address, suffix);
      await signIn(page, url);
      for (const address of PAGES.customer.filter(asked)) await take(page, url, address, suffix);
      if (asked('/invoices/[ref]')) {
        await page.goto(`${url}/invoices`);
        const invoice = await firstInvoice(page);
        if (invoice) {
          await page.goto(url + invoice, { waitUntil: 'networkidle' });
          await page.screenshot({ path: path.join(OUT, `invoice-${suffix}.png`), fullPage: true });
        }
      }
      await context.close();
    }
  }
}

fs.mkdirSync(OUT, { recursive: true });
const end = await startPortal();
const root = process.getuid?.() === 0;
const browser = await chromium.launch({
  executablePath: findChromium(),
  args: [...(root ? ['--no-sandbox'] : []), '--disable-dev-shm-usage'],
});
try {
  await takeAll(browser, process.env.E2E_URL);
} finally {
  await browser.close();
  await end?.();
}
