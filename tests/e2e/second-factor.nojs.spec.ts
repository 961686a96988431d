import { expect, test } from '@playwright/test';
import { codeFor, PASSWORD, registrable, sendRegistration } from './registration';
import { appCode, setUpSecondFactor, signInAsStaff } from './staff';
import { signIn } from './support';

test.beforeEach(() => test.slow());

test('without JavaScript: a customer switches it on, signs in with code and recovery code, switches it off', async ({
  page,
}) => {
  const { meterSerial: _, ...who } = await registrable();
  await sendRegistration(page, who);
  await page.locator('[name=code]').fill(await codeFor(page, who.email));
  await page.getByRole('button', { name: 'Załóż konto' }).click();
  await page.waitForURL('**/dashboard**');
  await page.goto('/account/second-factor');
  const { secret, recoveryCodes } = await setUpSecondFactor(page);
  expect(recoveryCodes).toHaveLength(10);
  await page.getByRole('button', { name: 'Mam je zapisane' }).click();
  await page.waitForURL('**/account/second-factor');

  const out = async () => {
    await page
      .getByRole('banner')
      .getByRole('button', { name: /^Wyloguj/ })
      .click();
    await page.waitForURL('**/login**');
  };
  const enter = page.getByRole('main').getByRole('button', { name: 'Zaloguj się' });
  await out();
  await signIn(page, { email: who.email, password: PASSWORD });
  await expect(page).toHaveURL('/login/code');
  await page.locator('[name=code]').fill('000000');
  await enter.click();
  await expect(page.getByRole('alert')).toContainText('nie pasuje');
  await page.locator('[name=code]').fill(appCode(secret, 1));
  await enter.click();
  await page.waitForURL('**/dashboard');

  await out();
  await signIn(page, { email: who.email, password: PASSWORD });
  await page.getByRole('link', { name: 'Użyj kodu zapasowego' }).click();
  await page.locator('[name=code]').fill(recoveryCodes[0]!);
  await enter.click();
  await page.waitForURL('**/dashboard');

  await page.goto('/account/second-factor');
  await page.locator('#second-factor-off-password').fill('nie to');
  await page.locator('#second-factor-off-code').fill(recoveryCodes[1]!);
  await page.getByRole('button', { name: 'Wyłącz', exact: true }).click();
  await expect(page.getByRole('alert')).toContainText('To nie jest hasło');
  await page.locator('#second-factor-off-password').fill(PASSWORD);
  await page.locator('#second-factor-off-code').fill(recoveryCodes[1]!);
  await page.getByRole('button', { name: 'Wyłącz', exact: true }).click();
  await page.waitForURL('**/account/second-factor?done=off');
});

test('without JavaScript: staff set it up after the password', async ({ page }) => {
  await signInAsStaff(page, 'dispatcher');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
});
