/** Pages behind the sign-in, in the states that a reader meets; each screen's own tests add theirs. */
import { checkPage, demoSignIn, expect, expectNoViolations, signIn, test } from './support';

test('the control: what is wrong is found', async ({ page }) => {
  await page.setContent(
    '<title>x</title><h1>A</h1><p style="color: #bbb; background: #fff">pale</p><button></button>',
  );
  await expect(expectNoViolations(page, 'control')).rejects.toThrow(
    /button-name[^]*color-contrast[^]*html-has-lang/,
  );
  await expect(expectNoViolations(page, 'control', 'alone')).rejects.toThrow(/color-contrast/);
  await expect(expectNoViolations(page, 'control', 'not')).rejects.toThrow(/button-name/);
});

test('the dashboard with an amount to pay stands', async ({ customerPage: page }) => {
  await page.goto('/dashboard');
  await checkPage(page);
});

test('the list of invoices and an invoice stand', async ({ customerPage: page }) => {
  await page.goto('/invoices');
  await checkPage(page);
  await page.locator('main a[href^="/invoices/"]').first().click();
  await page.waitForURL(/\/invoices\/./);
  await checkPage(page);
});

test('an overpaid customer and one without invoices: their pages stand', async ({ page }) => {
  await signIn(page, demoSignIn('nadpłata'));
  await checkPage(page);
  await page.getByRole('button', { name: 'Wyloguj się' }).first().click();
  await page.waitForURL('**/login**'); // before that the next address finds them still signed in
  await signIn(page, demoSignIn('jeszcze bez faktur'));
  await checkPage(page);
  await page.goto('/invoices');
  await checkPage(page);
});

test('the account page stands', async ({ customerPage: page }) => {
  await page.goto('/account');
  await checkPage(page);
});

test('the sign-in with an error stands, and its summary has the focus', async ({ page }) => {
  await page.goto('/login');
  await page.locator('main form button:not([type=button])').click();
  await expect(page.getByRole('alert').first()).toBeFocused();
  await expect(page).toHaveTitle(/^Błąd: /);
  await checkPage(page);
});

test('the navigation marks the page on which the reader is, also after going on by link', async ({
  customerPage: page,
}) => {
  const navigation = page.getByRole('navigation', { name: 'Główne' });
  await page.goto('/dashboard');
  await expect(navigation.locator('[aria-current=page]')).toHaveText('Start');
  await navigation.getByRole('link', { name: 'Faktury' }).click();
  await page.waitForURL('/invoices');
  await expect(navigation.locator('[aria-current=page]')).toHaveText('Faktury');
});
