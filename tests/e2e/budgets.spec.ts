/** The deterministic budgets of the interface, on the built portal: what a first visit of a page loads. */
import { gzipSync } from 'node:zlib';
import type { Page } from '@playwright/test';
import { demoSignIn, expect, signIn, test } from './support';

const SCRIPT = 150_000;
const SCRIPT_LEAN = 142_000;
const HTML = 25_000;
const CSS = 15_000;

interface Weight {
  script: number;
  css: number;
  html: number;
}

/** Bytes, gzip, of what the page loads until nothing more is loaded. */
async function weigh(page: Page, path: string): Promise<Weight> {
  const weight: Weight = { script: 0, css: 0, html: 0 };
  const seen: Promise<void>[] = [];
  const kinds = { script: 'script', stylesheet: 'css', document: 'html' } as const;
  page.on('response', response => {
    const kind = kinds[response.request().resourceType() as keyof typeof kinds];
    if (!kind || response.status() !== 200) return;
    // Compressed here with gzip's usual level, so that a proxy or a browser's cache makes no difference.
    seen.push(response.body().then(body => void (weight[kind] += gzipSync(body).length)));
  });
  await page.goto(path, { waitUntil: 'networkidle' });
  await Promise.all(seen);
  return weight;
}

function expectWithin(path: string, weight: Weight, script: number): void {
  const description = `${path}: script ${weight.script}, css ${weight.css}, html ${weight.html} bytes gzip`;
  test.info().annotations.push({ type: 'weight', description });
  expect(weight.script, `script of ${path}`).toBeGreaterThan(50_000); // else nothing was measured
  expect(weight.script, `script of ${path}`).toBeLessThanOrEqual(script);
  expect(weight.css, `css of ${path}`).toBeLessThanOrEqual(CSS);
  expect(weight.html, `html of ${path}`).toBeLessThanOrEqual(HTML);
}

test.describe('first load', () => {
  for (const path of [
    '/',
    '/login',
    '/register',
    '/help',
    '/contact',
    '/terms',
    '/privacy',
    '/accessibility',
  ]) {
    test(`${path}: script ≤ ${SCRIPT}, html ≤ ${HTML}, css ≤ ${CSS} bytes`, async ({ page }) => {
      expectWithin(path, await weigh(page, path), SCRIPT);
    });
  }

  for (const [path, limit] of [
    ['/dashboard', SCRIPT_LEAN],
    ['/invoices', SCRIPT_LEAN],
    ['/settlements', SCRIPT],
    ['/consumption', SCRIPT_LEAN],
    ['/account', SCRIPT],
    ['/notifications', SCRIPT],
  ] as const) {
    test(`${path}: script ≤ ${limit}, html ≤ ${HTML}, css ≤ ${CSS} bytes`, async ({ page, context }) => {
      await signIn(page);
      // A page of its own: nothing is in its cache.
      const fresh = await context.newPage();
      expectWithin(path, await weigh(fresh, path), limit);
    });
  }

  test(`/settlements of over five years and three properties, whole: within the same`, async ({
    page,
    context,
  }) => {
    await signIn(page, demoSignIn('ponad pięć lat'));
    for (const path of ['/settlements', '/settlements?year=all', '/settlements?year=all&page=2']) {
      const fresh = await context.newPage();
      expectWithin(path, await weigh(fresh, path), SCRIPT);
    }
  });
});
