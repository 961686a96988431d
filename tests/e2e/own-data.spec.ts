/** One's own data: a change asked for and taken back, everything as a file, sign-ins, and the account closed. */
import { newestMail, PASSWORD, press, registered } from './account-life';
import { checkPage, expect, test } from './support';

test.beforeEach(() => test.setTimeout(240_000));

test('a change of address asked for and taken back; the file; the account closed', async ({ page }) => {
  const { email } = await registered(page);
  await page.goto('/account');
  await page.getByRole('link', { name: 'Zobacz wszystkie dane' }).click();
  await page.waitForURL('**/account/data');
  await checkPage(page);
  await page.getByRole('link', { name: 'Zmień adres do korespondencji' }).click();
  await page.waitForURL('**/account/data/address');
  await page.locator('[name=postalCode]').fill('66300');
  await press(page, 'Wyślij prośbę o zmianę');
  await expect(page.getByRole('main').getByRole('alert')).toContainText('Podaj kod pocztowy');
  await checkPage(page);
  await page.locator('[name=postalCode]').fill('66-300');
  await page.locator('[name=building]').fill('7');
  await page.locator('[name=city]').fill('Międzyrzecz');
  await press(page, 'Wyślij prośbę o zmianę');
  await page.waitForURL('**/account/data?done=requested');
  await expect(page.locator('#changes').locator('..')).toContainText('czeka na decyzję');
  await checkPage(page);
  await press(page, /^Wycofaj/);
  await page.waitForURL('**/account/data?done=withdrawn');
  await expect(page.locator('#changes').locator('..')).toContainText('wycofane');

  await page.getByRole('link', { name: 'Pobierz wszystkie swoje dane' }).click();
  await page.waitForURL('**/account/export');
  await checkPage(page);
  const downloading = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Pobierz plik ZIP' }).click();
  expect((await downloading).suggestedFilename()).toMatch(/^moje_dane_\d{4}-\d\d-\d\d\.zip$/);

  await page.goto('/account/sign-ins');
  await expect(page.getByRole('main')).toContainText('tu jesteś teraz');
  await checkPage(page);

  await page.goto('/account/close');
  await checkPage(page);
  await page.locator('[name=understood]').check();
  await page.locator('[name=password]').fill(PASSWORD);
  await press(page, 'Zamknij konto');
  await page.waitForURL('**/login?closed=yes');
  await expect(page.getByRole('main').getByRole('status')).toContainText('Konto jest zamknięte');
  expect((await newestMail(page, email)).text).toContain('Twoje konto w IBOK jest zamknięte');
});
