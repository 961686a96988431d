import { demoSignIn, expect, signIn, test } from './support';

test('the list, a failure and the card on the dashboard, without JavaScript', async ({ page }) => {
  await page.goto('/announcements');
  await expect(page.getByRole('heading', { name: 'Teraz', exact: true })).toBeVisible();
  await page
    .getByRole('link', { name: /^Brak wody/ })
    .first()
    .click();
  await expect(page.getByRole('heading', { name: 'Aktualizacje' })).toBeVisible();
  const address = page.url();
  await signIn(page, demoSignIn('korygujące: w dół'));
  await page.getByRole('link', { name: 'Szczegóły' }).click();
  await expect(page).toHaveURL(address);
});
