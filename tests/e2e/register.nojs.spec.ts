import { expect, test } from '@playwright/test';
import { codeFor, registrable, sendRegistration } from './registration';

test('without JavaScript: errors, registration, code, account, signing out', async ({ page }) => {
  test.slow();
  await page.goto('/register');
  await page.locator('[name=customerNumber]').fill('K-123456');
  await page.getByRole('button', { name: 'Wyślij mi kod' }).click();
  await expect(page.getByRole('alert')).toContainText('Podaj numer faktury.');
  await expect(page.locator('[name=customerNumber]')).toHaveValue('K-123456');

  const { meterSerial: _, ...who } = await registrable();
  await sendRegistration(page, who);
  await page.locator('[name=code]').fill('12');
  await page.getByRole('button', { name: 'Załóż konto' }).click();
  await expect(page.getByRole('alert')).toContainText('Kod ma sześć cyfr.');
  await page.locator('[name=code]').fill(await codeFor(page, who.email));
  await page.getByRole('button', { name: 'Załóż konto' }).click();
  await page.waitForURL('**/dashboard**');
  await page.goto('/account');
  await expect(page.getByRole('main')).toContainText(who.customerNumber);
  await page.getByRole('main').getByRole('button', { name: 'Wyloguj się' }).click();
  await page.waitForURL('**/login**');
  await page.goto('/account');
  await page.waitForURL('**/login?next=%2Faccount');
});
