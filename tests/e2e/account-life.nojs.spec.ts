import { expect, test } from '@playwright/test';
import {
  codeFor,
  forgetPassword,
  idleFor,
  linkFor,
  NEW_PASSWORD,
  newestMail,
  PASSWORD,
  press,
  registered,
  signOut,
} from './account-life';
import { registrable } from './registration';
import { signIn } from './support';

test.beforeEach(() => test.setTimeout(120_000));

test('without JavaScript: a forgotten password and an activation', async ({ page }) => {
  const { email } = await registered(page);
  await signOut(page);
  for (const start of ['/password/forgot', '/activate']) {
    if (start === '/activate') await forgetPassword(email);
    await page.goto(start);
    await page.locator('[name=email]').fill(email);
    await press(page, 'Wyślij odnośnik');
    await page.waitForURL(`**${start}?sent=yes`);
    await page.goto(await linkFor(page, email));
    await page.locator('[name=newPassword]').fill('krótkie');
    await press(page, 'Ustaw hasło');
    await expect(page.getByRole('alert')).toContainText('co najmniej 8 znaków');
    await page.locator('[name=newPassword]').fill(NEW_PASSWORD);
    await press(page, 'Ustaw hasło');
    await page.waitForURL(start === '/activate' ? '**/dashboard**' : '**/account?changed=password');
    await signOut(page);
  }
  await signIn(page, { email, password: NEW_PASSWORD });
  expect(new URL(page.url()).pathname).toBe('/dashboard');
});

test('without JavaScript: a change of e-mail whose session ends before it is sent', async ({ page }) => {
  const { email } = await registered(page);
  const { email: fresh } = await registrable();
  await page.goto('/account/email');
  await expect(page.getByText(/wylogujemy Cię o \d\d:\d\d/)).toBeVisible();
  await page.locator('[name=email]').fill(fresh);
  await page.locator('[name=password]').fill(PASSWORD);
  await idleFor(email, 31);
  await press(page, 'Wyślij kod na nowy adres');
  await page.waitForURL('**/login?next=%2Faccount%2Femail');
  await page.locator('[name=email]').fill(email);
  await page.locator('[name=password]').fill(PASSWORD);
  await press(page, 'Zaloguj się');
  await page.waitForURL('**/account/email');
  await expect(page.getByRole('main')).toContainText('Dokończ wysyłanie');
  await expect(page.locator('[name=email]')).toHaveValue(fresh);
  await page.locator('[name=password]').fill(PASSWORD);
  await press(page, 'Wyślij kod na nowy adres');
  await page.waitForURL('**/account/email/code');
  await page.locator('[name=code]').fill('12');
  await press(page, 'Zmień adres');
  await expect(page.getByRole('alert')).toContainText('Kod ma sześć cyfr.');
  await page.locator('[name=code]').fill(await codeFor(page, fresh));
  await press(page, 'Zmień adres');
  await page.waitForURL('**/account?changed=email');
  await press(page, 'Wyloguj wszędzie, tu też');
  await page.waitForURL('**/login?signedOut=yes');
});

test('without JavaScript: a lost mailbox', async ({ page }) => {
  const { meterSerial: _, ...who } = await registered(page);
  await signOut(page);
  const { email: fresh } = await registrable();
  await page.goto('/password/lost-mailbox');
  for (const [name, value] of Object.entries({ ...who, email: fresh }))
    await page.locator(`[name=${name}]`).fill(value);
  await press(page, 'Wyślij mi kod');
  await page.waitForURL('**/password/lost-mailbox/code');
  await page.locator('[name=code]').fill(await codeFor(page, fresh));
  await press(page, 'Wyślij prośbę');
  await page.waitForURL('**/password/lost-mailbox/sent?ref=*');
  expect((await newestMail(page, who.email)).text).toContain('Ktoś prosi o dostęp');
});
