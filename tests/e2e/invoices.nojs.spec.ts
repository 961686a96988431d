import { demoSignIn, expect, signIn, test } from './support';

test('from the dashboard to the transfer details, the filtered list and an invoice', async ({ page }) => {
  await signIn(page, demoSignIn('dwie faktury po terminie'));
  await expect(page.locator('main h2').first()).toHaveText(/^Do zapłaty/);
  await page.locator('summary', { hasText: 'Zapłać przelewem' }).click();
  await expect(page.getByRole('term').filter({ hasText: 'Numer konta' })).toBeVisible();
  await expect(page.getByRole('button', { name: /Kopiuj/ })).toHaveCount(0);
  await page.getByRole('link', { name: 'Zobacz faktury do zapłaty' }).click();
  await expect(page).toHaveURL(/state=to_pay/);
  await expect(page.locator('main li')).toHaveCount(2);
  await page.locator('main li a').first().click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^Faktura FV\//);
  await expect(page.locator('main h2').first()).toHaveText(/^Do zapłaty, termin minął/);
});
