import { PASSWORD, press, registered } from './account-life';
import { expect, test } from './support';

test('without JavaScript: a change of name asked for, and the account closed', async ({ page }) => {
  test.setTimeout(180_000);
  await registered(page);
  await page.goto('/account/data/name');
  await page.locator('[name=name]').fill('Zofia Nowa');
  await press(page, 'Wyślij prośbę o zmianę');
  await expect(page.getByRole('alert')).toContainText('Napisz, dlaczego');
  await expect(page.locator('[name=name]')).toHaveValue('Zofia Nowa');
  await page.locator('[name=reason]').fill('ślub');
  await press(page, 'Wyślij prośbę o zmianę');
  await page.waitForURL('**/account/data?done=requested');
  await page.goto('/account/close');
  await page.locator('[name=password]').fill(PASSWORD);
  await press(page, 'Zamknij konto');
  await expect(page.getByRole('alert')).toContainText('Zaznacz, że wiesz');
  await page.locator('[name=understood]').check();
  await page.locator('[name=password]').fill(PASSWORD);
  await press(page, 'Zamknij konto');
  await page.waitForURL('**/login?closed=yes');
});
