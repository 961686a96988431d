import { expect, test } from '@playwright/test';

test('without JavaScript the start page leads to registration and the language can be changed', async ({
  page,
}) => {
  await page.goto('/');
  await page.getByRole('main').getByRole('link', { name: 'Załóż konto' }).first().click();
  await expect(page).toHaveURL('/register');
  await page.getByRole('button', { name: 'English' }).click();
  await expect(page).toHaveURL('/register');
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
});

test('without JavaScript the questions of the help page open', async ({ page }) => {
  await page.goto('/help');
  await page.getByText('Jak zapłacić?').click();
  await expect(page.getByText('Przelewem.')).toBeVisible();
});

test('without JavaScript there is no switch to show the password, and errors are on top', async ({
  page,
}) => {
  await page.goto('/login');
  await expect(page.locator('[name=password]')).toBeVisible();
  await expect(page.locator('main form button[type=button]')).toBeHidden();
  await page.locator('main form button:not([type=button])').click();
  const summary = page.getByRole('alert');
  await expect(summary).toBeVisible();
  await expect(summary.getByRole('link').first()).toHaveAttribute('href', /^#login-/);
});
