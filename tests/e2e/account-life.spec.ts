/** The life of an account: each flow follows the real link or code out of the kept mail. */
import {
  codeFor,
  forgetPassword,
  idleFor,
  NEW_PASSWORD,
  newestMail,
  PASSWORD,
  press,
  registered,
  signOut,
} from './account-life';
import { registrable } from './registration';
import { checkPage, expect, signIn, test } from './support';

// Most of these walk over several pages, and look at each in light, dark, narrow and with large text.
test.beforeEach(() => test.setTimeout(180_000));

test('a forgotten password: the link from the mail, by keyboard', async ({ page }) => {
  const { email } = await registered(page);
  await signOut(page);
  await page.goto('/login');
  await page.getByRole('link', { name: 'Nie pamiętasz hasła?' }).click();
  await page.waitForURL('**/password/forgot');
  await checkPage(page);
  await page.locator('[name=email]').focus();
  await page.keyboard.type(email);
  await page.keyboard.press('Enter');
  await page.waitForURL('**/password/forgot?sent=yes');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Sprawdź pocztę');
  await checkPage(page);

  const { mail } = await newestMail(page, email);
  await mail.frameLocator('iframe').getByRole('link', { name: 'Ustaw nowe hasło' }).click();
  await mail.waitForURL('**/password/reset?token=*');
  await checkPage(mail);
  await mail.reload(); // looking does not use it up
  await mail.locator('[name=newPassword]').fill('krótkie');
  await press(mail, 'Ustaw hasło');
  await expect(mail.getByRole('main').getByRole('alert')).toContainText('co najmniej 8 znaków');
  await checkPage(mail);
  const link = mail.url();
  await mail.locator('[name=newPassword]').fill(NEW_PASSWORD);
  await mail.keyboard.press('Enter');
  await mail.waitForURL('**/account?changed=password');
  await expect(mail.getByRole('main').getByRole('status').first()).toContainText('Hasło jest zmienione');
  await checkPage(mail);

  await mail.goto(link);
  await expect(mail.getByRole('heading', { level: 1 })).toHaveText('Ten odnośnik już nie działa');
  await checkPage(mail);
});

test('the answer for an unknown address is the same page', async ({ page }) => {
  await page.goto('/password/forgot');
  await page.locator('[name=email]').fill('nikt.taki@example.pl');
  await press(page, 'Wyślij odnośnik');
  await page.waitForURL('**/password/forgot?sent=yes');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Sprawdź pocztę');
});

test('an account brought over gets its first password by the activation link', async ({ page }) => {
  const { email } = await registered(page);
  await signOut(page);
  await forgetPassword(email);
  await page.goto('/activate');
  await checkPage(page);
  await press(page, 'Wyślij odnośnik');
  await expect(page.getByRole('main').getByRole('alert')).toContainText('Podaj adres e-mail.');
  await page.locator('[name=email]').fill(email);
  await press(page, 'Wyślij odnośnik');
  await page.waitForURL('**/activate?sent=yes');
  const { mail } = await newestMail(page, email);
  await mail.frameLocator('iframe').getByRole('link', { name: 'Ustaw hasło' }).click();
  await mail.waitForURL('**/activate?token=*');
  await checkPage(mail);
  await mail.locator('[name=newPassword]').fill(NEW_PASSWORD);
  await press(mail, 'Ustaw hasło');
  await mail.waitForURL('**/dashboard**');
});

test('a change of e-mail: the code from the new address, the news at the old one', async ({ page }) => {
  const { email } = await registered(page);
  const { email: fresh } = await registrable();
  await page.goto('/account');
  await page.getByRole('link', { name: 'Zmień e-mail' }).click();
  await page.waitForURL('**/account/email');
  await checkPage(page);
  await page.locator('[name=email]').fill(fresh);
  await page.locator('[name=password]').fill('nie to hasło');
  await press(page, 'Wyślij kod na nowy adres');
  await expect(page.getByRole('main').getByRole('alert')).toContainText('To nie jest hasło');
  await expect(page.locator('[name=email]')).toHaveValue(fresh);
  await page.locator('[name=password]').fill(PASSWORD);
  await press(page, 'Wyślij kod na nowy adres');
  await page.waitForURL('**/account/email/code');
  await checkPage(page);
  await page.locator('[name=code]').fill(await codeFor(page, fresh));
  await press(page, 'Zmień adres');
  await page.waitForURL('**/account?changed=email');
  await expect(page.getByRole('main')).toContainText(fresh);
  const { text } = await newestMail(page, email);
  expect(text).toContain('zmieniono na e•••@example.pl');
  expect(text).not.toContain(fresh);
});

test('a form sent after the session ended is finished after signing in again', async ({ page }) => {
  const { email } = await registered(page);
  const { email: fresh } = await registrable();
  await page.goto('/account/email');
  await page.locator('[name=email]').fill(fresh);
  await page.locator('[name=password]').fill(PASSWORD);
  await idleFor(email, 31);
  await press(page, 'Wyślij kod na nowy adres');
  await page.waitForURL('**/login?next=%2Faccount%2Femail');
  await expect(page.getByRole('main').getByRole('status')).toContainText('to, co wpisano, czeka');
  await checkPage(page);
  await page.locator('[name=email]').fill(email);
  await page.locator('[name=password]').fill(PASSWORD);
  await press(page, 'Zaloguj się');
  await page.waitForURL('**/account/email');
  await expect(page.getByRole('main').getByRole('status').first()).toContainText('Dokończ wysyłanie');
  await expect(page.locator('[name=email]')).toHaveValue(fresh);
  await expect(page.locator('[name=password]')).toHaveValue('');
  await checkPage(page);
  await page.locator('[name=password]').fill(PASSWORD);
  await press(page, 'Wyślij kod na nowy adres');
  await page.waitForURL('**/account/email/code');
  await page.goto('/account/email');
  await expect(page.locator('[name=email]')).toHaveValue('');
});

test('another account never gets what was typed', async ({ page }) => {
  const { email } = await registered(page);
  await page.goto('/account/email');
  await page.locator('[name=email]').fill('tajny@example.pl');
  await idleFor(email, 31);
  await press(page, 'Wyślij kod na nowy adres');
  await page.waitForURL('**/login?next=%2Faccount%2Femail');
  await signIn(page);
  await page.goto('/account/email');
  await expect(page.locator('[name=email]')).toHaveValue('');
});

test('open sessions: another device is shown and ended; signing out everywhere', async ({
  page,
  browser,
}) => {
  const { email } = await registered(page);
  const context = await browser.newContext({ userAgent: 'Mozilla/5.0 (Windows NT 10.0) Firefox/140.0' });
  const other = await context.newPage();
  await signIn(other, { email, password: PASSWORD });
  await page.goto('/account');
  const sheet = page.getByRole('region', { name: 'Otwarte sesje' });
  await expect(sheet).toContainText('Firefox, Windows');
  await checkPage(page);
  await sheet.getByRole('button', { name: /^Wyloguj Firefox, Windows/ }).click();
  await page.waitForURL('**/account?changed=sessions');
  await expect(sheet).not.toContainText('Firefox');
  await other.goto('/account');
  expect(new URL(other.url()).pathname).toBe('/login');
  await context.close();
  await sheet.getByRole('button', { name: 'Wyloguj wszędzie, tu też' }).click();
  await page.waitForURL('**/login?signedOut=yes');
});

test('the end of a session is announced five minutes before, and staying puts it off', async ({ page }) => {
  const { email } = await registered(page);
  await page.clock.install();
  await page.goto('/account/email');
  const region = page.locator('#session-end');
  await expect(region).toBeEmpty();
  await idleFor(email, 26);
  await page.clock.fastForward('25:10');
  await expect(region).toContainText('Za 5 minut nastąpi wylogowanie.');
  await checkPage(page);
  await region.getByRole('button', { name: 'Zostań' }).click();
  await expect(region).toBeEmpty();
  await idleFor(email, 31);
  await page.clock.fastForward('25:10');
  await expect(region).toContainText('Nastąpiło wylogowanie.');
});

test('a lost mailbox: the proof, the code to the new address, the reference and the day', async ({
  page,
}) => {
  const { meterSerial: _, ...who } = await registered(page);
  await signOut(page);
  const { email: fresh } = await registrable();
  await page.goto('/login');
  await page.getByRole('link', { name: 'Nie masz już dostępu do poczty?' }).click();
  await page.waitForURL('**/password/lost-mailbox');
  await checkPage(page);
  await press(page, 'Wyślij mi kod');
  await expect(page.getByRole('main').getByRole('alert').getByRole('link')).toHaveText([
    'Podaj numer klienta.',
    'Podaj numer faktury.',
    'Podaj kwotę brutto z faktury albo numer wodomierza.',
    'Podaj adres e-mail.',
  ]);
  await checkPage(page);
  for (const [name, value] of Object.entries({ ...who, email: fresh }))
    await page.locator(`[name=${name}]`).fill(value);
  await press(page, 'Wyślij mi kod');
  await page.waitForURL('**/password/lost-mailbox/code');
  await checkPage(page);
  await page.locator('[name=code]').fill(await codeFor(page, fresh));
  await press(page, 'Wyślij prośbę');
  await page.waitForURL('**/password/lost-mailbox/sent?ref=*');
  await expect(page.getByRole('main')).toContainText(new URL(page.url()).searchParams.get('ref') ?? '-');
  await checkPage(page);
  const { text } = await newestMail(page, who.email);
  expect(text).toContain('Ktoś prosi o dostęp');
  expect(text).not.toContain(fresh);
});
