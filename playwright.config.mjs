import { defineConfig } from '@playwright/test';
import { findChromium } from './scripts/support/chromium.mjs';

const root = process.getuid?.() === 0;
const NO_SCRIPT = /\.nojs\.spec\.ts$/;
/** What a page weighs and whom it opens for does not depend on the screen. */
const SAME_ON_ALL = /(budgets|security|id-swaps)\.spec\.ts$/;
/** A test that needs one of the two screens, or may run once only, says so: `{ tag: '@phone' }`. */
const PHONE = /@phone\b/;
const DESKTOP = /@desktop\b/;
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
    { name: 'phone', testIgnore: [NO_SCRIPT, SAME_ON_ALL], grepInvert: DESKTOP, use: phone },
    {
      name: 'desktop',
      testIgnore: NO_SCRIPT,
      grepInvert: PHONE,
      use: { viewport: { width: 1280, height: 800 } },
    },
    { name: 'without JavaScript', testMatch: NO_SCRIPT, use: { ...phone, javaScriptEnabled: false } },
  ],
});
