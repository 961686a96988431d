import { checkPage, demoSignIn, expect, signIn, switchTo, test } from './support';

/** States of the demo data and what the eye has to meet first. */
const STATES = [
  { who: 'faktura do zapłaty', first: /^Do zapłaty do\s\d+\s\S+\s[\d\s]+,\d\d\szł$/ },
  { who: 'dwie faktury po terminie', first: /^Do zapłaty\s[\d\s]+,\d\d\szł$/ },
  { who: 'nadpłata', first: /^Nadpłata\s[\d\s]+,\d\d\szł$/ },
  { who: 'dwie nieruchomości', first: /^Nic do zapłaty$/ },
  { who: 'jeszcze bez faktur', first: /^Nic do zapłaty$/ },
  { who: 'były klient', first: /^(Nic do zapłaty|Do zapłaty|Nadpłata)/ },
];

for (const { who, first } of STATES) {
  test(`«${who}»: the amount comes first, and the page stands`, async ({ page }) => {
    await signIn(page, demoSignIn(who));
    await expect(page).toHaveURL(/\/dashboard/);
    await expect(page.locator('main h2').first()).toHaveText(first);
    await expect(page.locator('main')).toContainText('Stan na dziś');
    await checkPage(page);
  });
}

test('the transfer details open, and each can be copied', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await signIn(page, demoSignIn('faktura do zapłaty'));
  await page.locator('summary', { hasText: 'Zapłać przelewem' }).click();
  const copy = page.getByRole('button', { name: 'Kopiuj Numer konta' });
  await copy.click();
  await expect(page.getByRole('button', { name: /Skopiowane/ })).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(/^\d{26}$/);
  await checkPage(page);
});

test('this year against last stands in a heading, as bars and in a table', async ({ page }) => {
  await signIn(page, demoSignIn('faktura do zapłaty'));
  const section = page.getByRole('region', { name: /^Zużywasz/ });
  await expect(section.getByRole('img')).toBeVisible();
  await section.getByText('Pokaż w tabeli').click();
  await expect(section.getByRole('row')).toHaveCount(7);
  await expect(page.getByText('legalizacja ważna do')).toBeVisible();
});

test('an account number that changed and is not confirmed is said where one pays', async ({ page }) => {
  await signIn(page, demoSignIn('zmieniony rachunek'));
  await page.locator('summary', { hasText: 'Zapłać przelewem' }).click();
  await expect(page.getByText('Ten numer konta jest nowy')).toBeVisible();
  await checkPage(page);
});

test('who looks after two customers sees each on its own', async ({ page }) => {
  await signIn(page, demoSignIn('prowadzi też konto mamy'));
  await switchTo(page, 'Mama');
  await expect(page).toHaveURL('/dashboard');
  await expect(page.locator('main h2').first()).toHaveText(/^Do zapłaty/);
  await checkPage(page);
  await switchTo(page, 'Irena Majewska');
  await expect(page.locator('main h2').first()).toHaveText('Nic do zapłaty');
});
