import { expect, test } from '@playwright/test';
import { registrable } from './registration';
import { portalCommand } from './staff';
import { signIn } from './support';

test('without JavaScript: a one-time password, then the terms, then the portal', async ({ page }) => {
  test.slow();
  const { customerNumber, email } = await registrable();
  const assigned = portalCommand('account', 'add', customerNumber, email).trim().split(/\s+/).at(-1) ?? '';
  await signIn(page, { email, password: assigned });
  await page.locator('[name=password]').fill(assigned);
  await page.locator('[name=newPassword]').fill('trzy inne słowa');
  await page.getByRole('main').getByRole('button', { name: 'Zmień hasło' }).click();
  await page.waitForURL('**/terms/accept');
  await page.getByRole('button', { name: 'Akceptuję i przechodzę dalej' }).click();
  await expect(page.getByRole('alert')).toContainText('zaznacz, że akceptujesz');
  await page.locator('[name=acceptTerms]').check();
  await page.getByRole('button', { name: 'Akceptuję i przechodzę dalej' }).click();
  await page.waitForURL('**/dashboard');
});
