/** Failures and planned work: the public pages, the feeds, the dashboard of whom it concerns, and the staff's way. */
import { readJsonFeed, readRss } from '../support/feeds';
import { openScreen, signInAsStaff } from './staff';
import { checkPage, demoSignIn, expect, signIn, test } from './support';

test('the list says what goes on, is announced and has ended; a page says all of it', async ({ page }) => {
  await page.goto('/announcements');
  for (const name of ['Teraz', 'Zapowiedziane', 'Zakończone w ostatnich 30 dniach'])
    await expect(page.getByRole('heading', { name, exact: true })).toBeVisible();
  await checkPage(page);
  await page
    .getByRole('link', { name: /^Brak wody/ })
    .first()
    .click();
  await expect(page.getByRole('main')).toContainText('Beczkowóz z wodą');
  await expect(page.getByRole('heading', { name: 'Aktualizacje' })).toBeVisible();
  await checkPage(page);
});

test('feeds: valid, typed, cacheable, and unchanged ones are not sent again', async ({ request }) => {
  for (const [name, type, read] of [
    ['xml', 'application/rss+xml', readRss],
    ['json', 'application/feed+json', readJsonFeed],
  ] as const) {
    const answer = await request.get(`/announcements/feed.${name}`);
    expect(answer.status()).toBe(200);
    expect(answer.headers()['content-type']).toContain(type);
    expect(read(await answer.text()).items.length).toBeGreaterThan(0);
    expect(answer.headers()['cache-control']).toContain('public');
    const etag = answer.headers().etag ?? '';
    const again = await request.get(`/announcements/feed.${name}`, { headers: { 'If-None-Match': etag } });
    expect(again.status()).toBe(304);
  }
});

test('the dashboard of whom it concerns shows it, and nobody else’s does', async ({ page }) => {
  await signIn(page, demoSignIn('korygujące: w dół'));
  await expect(page.getByRole('heading', { name: 'Awaria pod Twoim adresem' })).toBeVisible();
  await checkPage(page);
});

test('staff: draft, errors, preview with numbers, publish, update, end', async ({ page }) => {
  test.setTimeout(240_000);
  await signInAsStaff(page, 'dispatcher');
  await openScreen(page, 'Komunikaty');
  await checkPage(page);
  await page.getByRole('link', { name: 'Nowy komunikat' }).click();
  await page.getByRole('button', { name: /^Zapisz szkic/ }).click();
  await expect(page.getByRole('alert').first()).toContainText('Podaj tytuł.');
  await checkPage(page);
  await page.locator('[name=titlePl]').fill('Próba zasuw');
  await page.locator('[name=causePl]').fill('Sprawdzamy zasuwy.');
  await page.locator('[name=city1]').fill('kursko');
  await page.getByRole('button', { name: /^Zapisz szkic/ }).click();
  await expect(page.getByRole('heading', { name: 'Kogo to dotyczy' })).toBeVisible();
  await checkPage(page);
  await page.getByRole('button', { name: 'Opublikuj i zawiadom' }).click();
  await expect(page.getByText('Komunikat jest opublikowany.')).toBeVisible();
  await page.locator('[name=textPl]').fill('Trwa.');
  await page.getByRole('button', { name: 'Dodaj aktualizację' }).click();
  await expect(page.getByText('Aktualizacja jest dodana.')).toBeVisible();
  await checkPage(page);
  await page.getByRole('button', { name: 'Zakończ teraz' }).click();
  await expect(page.getByText('Komunikat jest zakończony.')).toBeVisible();
});
