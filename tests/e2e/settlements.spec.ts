/** The account with its running balance, in the states that a reader meets. */
import { readFileSync } from 'node:fs';
import { buffer } from 'node:stream/consumers';
import { checkPage, demoSignIn, expect, signIn, test } from './support';

test('an account with an amount to pay stands; each balance follows from the one above it', async ({
  customerPage: page,
}) => {
  await page.goto('/settlements');
  await expect(page.locator('main h2').first()).toHaveText(/^Do zapłaty/);
  await expect(page.locator('main')).toContainText(/Stan na \d+\s\S+\s\d{4}, \d\d:\d\d/);
  await expect(page.getByRole('row').last()).toContainText(/Saldo dziś.*Do zapłaty/);
  const rows = await page.getByRole('row').evaluateAll(all =>
    all.slice(1).map(row => {
      const amount = (name: string) => {
        const text = row.querySelector(`.${name}`)?.textContent ?? '';
        const digits = text.replace(/[^0-9]/g, '');
        return digits === '' ? 0 : Number(digits) * (text.includes('Nadpłata') ? -1 : 1);
      };
      return { charge: amount('charge'), credit: amount('credit'), balance: amount('balance') };
    }),
  );
  expect(rows.length).toBeGreaterThan(6);
  rows.slice(1, -1).forEach((row, index) => {
    expect(row.balance).toBe(rows[index]!.balance + row.charge - row.credit);
  });
  // A balance never stands with a bare sign.
  expect(await page.locator('td.balance').allTextContents()).not.toContainEqual(
    expect.stringMatching(/[−-]\s?\d/),
  );
  await checkPage(page);
});

test('overdue, overpaid, corrected and empty accounts stand', async ({ page }) => {
  test.slow();
  for (const [state, text] of [
    ['dwie faktury po terminie', /po terminie.*odsetki ustawowe za opóźnienie/s],
    ['nadpłata', /Nadpłata/],
    ['faktury korygujące', /Korekta na Twoją korzyść/],
    ['jeszcze bez faktur', /Co tu się pojawi/],
  ] as const) {
    await signIn(page, demoSignIn(state));
    await page.goto('/settlements?year=all');
    await expect(page.locator('main')).toContainText(text);
    await checkPage(page);
    await page.getByRole('button', { name: 'Wyloguj się' }).first().click();
    await page.waitForURL('**/login**');
  }
});

test('a year, another period and days that are none', async ({ page }) => {
  await signIn(page, demoSignIn('ponad pięć lat'));
  await page.goto('/settlements');
  await page.getByRole('link', { name: '2024' }).click();
  await page.waitForURL(/year=2024/);
  await expect(page.getByRole('row', { name: /^Przeniesione z 31 grudnia 2023/ })).toBeVisible();
  await page.getByText('Inny okres').click();
  await page.getByLabel('Od dnia').fill('1.03.2024');
  await page.getByLabel('Do dnia').fill('32.05.2024');
  await page.getByRole('button', { name: 'Pokaż okres' }).click();
  await expect(page.getByRole('alert').first()).toContainText('Podaj dzień końca okresu');
  await expect(page).toHaveTitle(/^Błąd: /);
  await checkPage(page);
  await page.getByLabel('Do dnia').fill('2024-05-31');
  await page.getByRole('button', { name: 'Pokaż okres' }).click();
  await expect(page.getByRole('heading', { level: 2, name: /1 marca 2024 – 31 maja 2024/ })).toBeVisible();
  await checkPage(page);
});

test('the CSV of the period begins with what was carried over', async ({ page }) => {
  await signIn(page, demoSignIn('ponad pięć lat'));
  await page.goto('/settlements?year=2024');
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Pobierz do arkusza (CSV)' }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/^rozliczenia_K-\d+_2024-01-01_2024-12-31\.csv$/);
  const text = readFileSync(await download.path(), 'utf8');
  expect(text).toMatch(/^\ufeffdate;kind;document;/);
  expect(text.split('\r\n')[1]).toMatch(/^2023-12-31;carried_forward;/);
  expect((await page.request.get('/settlements/csv?from=2024-13-01')).status()).toBe(400);
  expect((await page.request.get('/settlements/csv?from=2024-05-01&to=2024-04-01')).status()).toBe(400);
});

test('a year’s invoices come as one ZIP', async ({ page }) => {
  await signIn(page, demoSignIn('dwie nieruchomości'));
  await page.goto('/invoices');
  await page.getByLabel('Rok', { exact: true }).last().selectOption('2025');
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Pobierz ZIP' }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/^faktury_2025_K-\d+\.zip$/);
  const bytes = await buffer(await download.createReadStream());
  expect(bytes.subarray(0, 2).toString()).toBe('PK');
  expect(bytes.toString('latin1').match(/2025-\d\d-\d\d_faktura_FV_\S+?\.pdf/g)?.length).toBeGreaterThan(10);
  expect((await page.request.get('/invoices/zip?year=1999')).status()).toBe(404);
});

test('on paper: all lines of the year, the customer and the day, no navigation', async ({
  customerPage: page,
}) => {
  await page.goto('/settlements');
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByRole('navigation', { name: 'Główne' })).toBeHidden();
  await expect(page.getByText('Pobierz do arkusza')).toBeHidden();
  await expect(page.getByText(/Stan na/)).toBeVisible();
  await expect(page.getByText(/klient K-/)).toBeVisible();
  await expect(page.getByRole('columnheader', { name: 'Należność' })).toBeVisible();
});
