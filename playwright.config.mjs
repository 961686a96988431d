import { defineConfig } from '@playwright/test';
import { findChromium } from './scripts/support/chromium.mjs';

const root = process.getuid?.() === 0;
const NO_SCRIPT = /\.nojs\.spec\.ts$/;
/** What a page weighs and whom it opens for does not depend on the screen. */
const SAME_ON_ALL = /(budgets|security|id-swaps)\.spec\.ts$/;
/**
 * Customers come by phone, so flows are walked there, and `checkPage` looks at each of their pages on the wide screen
 * too. The main pages are walked on both, and what is made for a desk (staff) there only: `{ tag: '@desktop' }`. A test of
 * the main pages that needs the phone, or may run once only, says `@phone`.
 */
const ALSO_WIDE = /(a11y|dashboard|public)\.spec\.ts/;
const PHONE = /@phone\b/;
const DESKTOP = /@desktop\b/;
/** What needs a portal of the tests' own: its key, its copy without proxy.ts. E2E_URL names a running one instead. */
const elsewhere = process.env.E2E_URL && !process.env.E2E_AUTH_SECRET ? [/@own-portal\b/] : [];
const phone = { viewport: { width: 360, height: 640 }, isMobile: true, hasTouch: true };

export default defineConfig({
  testDir: 'tests/e2e',
  outputDir: 'test-results',
  // Builds if need be, and starts a portal with a database of its own; E2E_URL names a running one instead.
  globalSetup: './tests/support/portal.mjs',
  workers: 2,
  fullyParallel: false,
  forbidOnly: Boolean(process.env.CI),
  retries: 0,
  timeout: 30_000,
  expect: { timeout: 7_500 },
  reporter: [['list']],
  use: {
    baseURL: process.env.E2E_URL, // set by the global set-up; workers read this file after it
    locale: 'pl-PL',
    timezoneId: 'Europe/Warsaw',
    contextOptions: { reducedMotion: 'reduce' },
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: findChromium(),
      args: [...(root ? ['--no-sandbox'] : []), '--disable-dev-shm-usage'],
    },
  },
  projects: [
    { name: 'phone', testIgnore: [NO_SCRIPT, SAME_ON_ALL], grepInvert: [DESKTOP, ...elsewhere], use: phone },
    {
      name: 'desktop',
      testIgnore: NO_SCRIPT,
      // matched against file and title with tags
      grep: new RegExp(
        [ALSO_WIDE, SAME_ON_ALL, DESKTOP].map(({ source }) => source.replace('$', '')).join('|'),
      ),
      grepInvert: [PHONE, ...elsewhere],
      use: { viewport: { width: 1280, height: 800 } },
    },
    {
      name: 'without JavaScript',
      testMatch: NO_SCRIPT,
      grepInvert: elsewhere,
      use: { ...phone, javaScriptEnabled: false },
    },
  ],
});
