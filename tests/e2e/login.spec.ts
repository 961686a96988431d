import { newAccount } from './customers-flow';
import { newStaff } from './staff';
import { checkPage, demoSignIn, expect, signIn, test } from './support';

test.beforeEach(() => test.slow());

test('an empty form, a wrong password and an unknown address', async ({ page }) => {
  await page.goto('/login');
  await checkPage(page);
  const submit = page.locator('main form').getByRole('button', { name: 'Zaloguj się' });
  await submit.click();
  const summary = page.getByRole('main').getByRole('alert');
  await expect(summary.getByRole('link')).toHaveText(['Podaj adres e-mail.', 'Podaj hasło.']);
  await checkPage(page);

  const answers: string[] = [];
  for (const email of [demoSignIn('wszystko zapłacone').email, 'nikt.taki@example.pl']) {
    await page.goto('/login');
    await page.locator('[name=email]').fill(email);
    await page.locator('[name=password]').fill('nie to hasło');
    await submit.click();
    await expect(summary).toBeFocused();
    answers.push(await summary.innerText());
    await expect(page.locator('[name=email]')).toHaveValue(email);
    await expect(page.locator('[name=password]')).toHaveValue('');
  }
  expect(answers[0]).toBe(answers[1]);
});

test('the password can be shown', async ({ page }) => {
  await page.goto('/login');
  await page.locator('[name=password]').fill('woda');
  await page.getByRole('button', { name: 'Pokaż' }).click();
  await expect(page.locator('[name=password]')).toHaveAttribute('type', 'text');
  await expect(page.locator('[name=password]')).toHaveValue('woda');
});

test('signing in leads to where one wanted to go, and signing out closes it again', async ({ page }) => {
  const { email, password } = demoSignIn();
  await page.goto('/account');
  await expect(page).toHaveURL('/login?next=%2Faccount');
  await page.locator('[name=email]').fill(email);
  await page.locator('[name=password]').fill(password);
  await page.locator('main form').getByRole('button', { name: 'Zaloguj się' }).click();
  await page.waitForURL('**/account');
  await page.getByRole('main').getByRole('button', { name: 'Wyloguj się' }).click();
  await page.waitForURL('**/login?signedOut=yes');
  await expect(page.getByRole('status')).toContainText('Wylogowano.');
  await page.goto('/account');
  await expect(page).toHaveURL('/login?next=%2Faccount');
});

test('an address from elsewhere is no place to go to', async ({ page }) => {
  const { email, password } = demoSignIn();
  await page.goto('/login?next=//evil.example/x');
  await page.locator('[name=email]').fill(email);
  await page.locator('[name=password]').fill(password);
  await page.locator('main form').getByRole('button', { name: 'Zaloguj się' }).click();
  await page.waitForURL('**/dashboard');
});

test('the chosen language stays, on the account too', async ({ page }) => {
  await newAccount(page); // another test's page would speak English meanwhile
  await page.goto('/account');
  await page.getByRole('button', { name: 'Switch to English' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Account');
  await checkPage(page);
  await page.getByRole('button', { name: 'Przełącz na polski' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Konto');
});

test('an assigned password opens nothing but its change', async ({ page }) => {
  const { email, password: assigned } = newStaff('auditor');
  await signIn(page, { email, password: assigned });
  await expect(page).toHaveURL('/password/change');
  await page.goto('/admin');
  await expect(page).toHaveURL('/password/change');
  await page.goto('/second-factor');
  await expect(page).toHaveURL('/password/change');
  await checkPage(page);
  await page.locator('[name=password]').fill(assigned);
  await page.locator('[name=newPassword]').fill('zbyt krotkie7');
  await page.getByRole('button', { name: 'Zmień hasło' }).click();
  await expect(page.getByRole('main').getByRole('alert')).toContainText('co najmniej 15 znaków');
  await page.locator('[name=password]').fill(assigned);
  await page.locator('[name=newPassword]').fill('cztery słowa o pogodzie');
  await page.getByRole('button', { name: 'Zmień hasło' }).click();
  await page.waitForURL('**/second-factor');
});
