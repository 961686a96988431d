import { demoSignIn, expect, signIn, test } from './support';

test('from the dashboard to the account, another period, an invoice and the year’s ZIP', async ({ page }) => {
  await signIn(page, demoSignIn('ponad pięć lat'));
  await page.getByRole('link', { name: 'Wpłaty i saldo' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Rozliczenia');
  await page.getByRole('link', { name: 'wszystkie lata' }).click();
  await expect(page.getByRole('row').first()).toBeVisible();
  await page.getByRole('link', { name: 'Późniejsze pozycje' }).click();
  await expect(page.getByRole('row', { name: /^Z poprzedniej strony/ })).toBeVisible();
  await expect(page.getByRole('row', { name: /^Saldo dziś/ })).toBeVisible();

  await page.getByText('Inny okres').click();
  await page.getByLabel('Od dnia').fill('1.01.2023');
  await page.getByRole('button', { name: 'Pokaż okres' }).click();
  await expect(page).toHaveURL(/from=1\.01\.2023/);
  await expect(page.getByRole('row', { name: /^Przeniesione z 31 grudnia 2022/ })).toBeVisible();
  await page.getByRole('rowheader').getByRole('link').first().click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^Faktura FV\//);

  await page.goto('/invoices');
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Pobierz ZIP' }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/^faktury_\d{4}_K-\d+\.zip$/);
  expect(await download.failure()).toBeNull();
});
