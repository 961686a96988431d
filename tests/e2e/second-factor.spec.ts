import type { Page } from '@playwright/test';
import { appCode, newStaff, setUpSecondFactor, signInAsStaff } from './staff';
import { newestMail, PASSWORD, registrable, sendRegistration, codeFor } from './registration';
import { checkPage, expect, signIn, test } from './support';

test.beforeEach(() => test.slow());

const enter = (page: Page) => page.getByRole('main').getByRole('button', { name: 'Zaloguj się' });
const alert = (page: Page) => page.getByRole('main').getByRole('alert');

/** A customer of their own, signed in: what is switched on here must not bother other tests. */
async function newCustomer(page: Page): Promise<{ email: string; password: string }> {
  const { meterSerial: _, ...who } = await registrable();
  await sendRegistration(page, who);
  await page.locator('[name=code]').fill(await codeFor(page, who.email));
  await page.getByRole('button', { name: 'Załóż konto' }).click();
  await page.waitForURL('**/dashboard**');
  return { email: who.email, password: PASSWORD };
}

async function signOut(page: Page): Promise<void> {
  await page.goto('/login');
  await page
    .getByRole('banner')
    .getByRole('button', { name: /^Wyloguj/ })
    .click();
  await page.waitForURL('**/login**');
}

test('a customer switches it on, signs in with it, makes new codes, and switches it off', async ({
  page,
}) => {
  test.setTimeout(240_000);
  const who = await newCustomer(page);
  await page.goto('/account');
  await page.getByRole('link', { name: 'Włącz logowanie z kodem' }).click();
  await page.waitForURL('**/account/second-factor');
  await checkPage(page);

  await page.getByRole('button', { name: 'Zaczynamy' }).click();
  await page.getByRole('main').locator('code').waitFor();
  await checkPage(page);
  const secret = (await page.getByRole('main').locator('code').innerText()).trim();
  expect(secret).toMatch(/^[A-Z2-7]{32}$/);
  await expect(page.getByRole('img', { name: 'Kod QR dla aplikacji z kodami' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Otwórz w aplikacji' })).toHaveAttribute(
    'href',
    new RegExp(`^otpauth://totp/.*secret=${secret}`),
  );
  await page.getByRole('button', { name: 'Włącz logowanie z kodem' }).click();
  await expect(alert(page)).toContainText('Podaj kod.');
  await page.locator('[name=code]').fill('12 34 5');
  await page.getByRole('button', { name: 'Włącz logowanie z kodem' }).click();
  await expect(alert(page)).toContainText('sześć cyfr');
  await checkPage(page);

  const used = appCode(secret);
  await page.locator('[name=code]').fill(used);
  await page.getByRole('button', { name: 'Włącz logowanie z kodem' }).click();
  await page.waitForURL('**/second-factor/codes**');
  await checkPage(page);
  const codes = await page.getByRole('main').locator('li code').allInnerTexts();
  expect(codes).toHaveLength(10);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Pobierz jako plik tekstowy' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('kody-zapasowe.txt');
  await page.getByRole('button', { name: 'Mam je zapisane' }).click();
  await page.waitForURL('**/account/second-factor');
  await expect(page.getByRole('main')).toContainText('zostało 10 kodów');
  await checkPage(page);
  await page.goto('/second-factor/codes');
  await expect(page).toHaveURL('/account/second-factor');
  const { mail, text } = await newestMail(page, who.email);
  expect(text).toContain('Włączono logowanie z kodem');
  await mail.close();

  // Signing in, to where one wanted to go; the password alone opens nothing.
  await signOut(page);
  await page.goto('/meters');
  await page.locator('[name=email]').fill(who.email);
  await page.locator('[name=password]').fill(who.password);
  await enter(page).click();
  await page.waitForURL('**/login/code?next=%2Fmeters');
  await checkPage(page);
  const elsewhere = await page.context().newPage();
  await elsewhere.goto('/account');
  await expect(elsewhere).toHaveURL('/login?next=%2Faccount');
  await elsewhere.close();
  await page.locator('[name=code]').fill(used);
  await enter(page).click();
  await expect(alert(page)).toContainText('był już użyty');
  await expect(page.locator('[name=code]')).toHaveValue('');
  await checkPage(page);
  const next = appCode(secret, 1);
  await page.locator('[name=code]').fill(`${next.slice(0, 3)} ${next.slice(3)}`);
  await enter(page).click();
  await page.waitForURL('**/meters');

  // A recovery code, once.
  await signOut(page);
  await signIn(page, who);
  await page.getByRole('link', { name: 'Użyj kodu zapasowego' }).click();
  await page.waitForURL('**/login/code?with=recovery');
  await checkPage(page);
  await page.locator('[name=code]').fill(codes[0]!.toLowerCase());
  await enter(page).click();
  await page.waitForURL('**/dashboard');
  await page.goto('/account/second-factor');
  await expect(page.getByRole('main')).toContainText('zostało 9 kodów');

  await page.locator('#renew-password').fill('nie to hasło');
  await page.getByRole('button', { name: 'Zrób nowe kody' }).click();
  await expect(alert(page)).toContainText('To nie jest hasło');
  await checkPage(page);
  await page.locator('#renew-password').fill(who.password);
  await page.getByRole('button', { name: 'Zrób nowe kody' }).click();
  await page.waitForURL('**/second-factor/codes');
  const fresh = await page.getByRole('main').locator('li code').allInnerTexts();
  expect(fresh).not.toContain(codes[1]);
  await page.getByRole('button', { name: 'Mam je zapisane' }).click();
  await page.waitForURL('**/account/second-factor');

  await page.locator('#second-factor-off-password').fill(who.password);
  await page.locator('#second-factor-off-code').fill(codes[1]!);
  await page.getByRole('button', { name: 'Wyłącz', exact: true }).click();
  await expect(alert(page)).toContainText('nie pasuje');
  await page.locator('#second-factor-off-password').fill(who.password);
  await page.locator('#second-factor-off-code').fill(fresh[0]!);
  await page.getByRole('button', { name: 'Wyłącz', exact: true }).click();
  await page.waitForURL('**/account/second-factor?done=off');
  await expect(page.getByRole('status')).toContainText('jest wyłączone');
  await signOut(page);
  await signIn(page, who);
  await expect(page).toHaveURL(/\/dashboard/);
});

test('staff: nothing opens before the second factor, then everything; the next sign-in asks for it', async ({
  page,
}) => {
  const { email, password: assigned } = newStaff('billing');
  await signIn(page, { email, password: assigned });
  await page.locator('[name=password]').fill(assigned);
  await page.locator('[name=newPassword]').fill('cztery słowa o pogodzie');
  await page.getByRole('main').getByRole('button', { name: 'Zmień hasło' }).click();
  await page.waitForURL('**/second-factor');
  await checkPage(page);
  for (const path of ['/admin', '/dashboard', '/account/second-factor']) {
    await page.goto(path);
    await expect(page).toHaveURL(/\/second-factor(\?|$)/);
  }
  await page.goto('/second-factor');
  const { secret } = await setUpSecondFactor(page);
  await page.getByRole('button', { name: 'Mam je zapisane' }).click();
  await page.waitForURL('**/admin');
  await page.goto('/second-factor');
  await checkPage(page);
  await expect(page.getByRole('button', { name: 'Wyłącz', exact: true })).toHaveCount(0);
  await signOut(page);
  await signIn(page, { email, password: 'cztery słowa o pogodzie' });
  await expect(page).toHaveURL('/login/code');
  await page.locator('[name=code]').fill(appCode(secret, 1));
  await enter(page).click();
  await page.waitForURL('**/admin');
});

// A phone has no Tab key.
test('by keyboard alone: the code, and the way to a recovery code', { tag: '@desktop' }, async ({ page }) => {
  const { email, password, secret } = await signInAsStaff(page, 'auditor');
  await signOut(page);
  await signIn(page, { email, password });
  await page.locator('[name=code]').focus();
  await page.keyboard.press('Tab');
  await expect(enter(page)).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Użyj kodu zapasowego' })).toBeFocused();
  await page.locator('[name=code]').focus();
  await page.keyboard.type('000000');
  await page.keyboard.press('Enter');
  await expect(alert(page)).toBeFocused();
  await page.locator('[name=code]').focus();
  await page.keyboard.type(appCode(secret, 1));
  await page.keyboard.press('Enter');
  await page.waitForURL('**/admin');
});

test('without a right password there is nothing to give a code for', async ({ page }) => {
  await page.goto('/login/code?next=%2Fmeters');
  await expect(page).toHaveURL('/login?next=%2Fmeters');
});
