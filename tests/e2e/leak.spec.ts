/** A hint at a leak: on the dashboard and with the consumption, and the guide that it leads to. */
import { checkPage, demoSignIn, expect, signIn, test } from './support';

test('three times the usual: what it comes to, why it may be, and the night test', async ({ page }) => {
  await signIn(page, demoSignIn('trzy razy większe'));
  const hint = page.locator('main').getByRole('heading', { name: 'Zużycie jest dużo większe niż zwykle' });
  await expect(hint).toBeVisible();
  await expect(page.locator('main')).toContainText(
    /około \d+ l na dobę.*więcej\. Kosztuje to około [\d\s]+,\d{2}\szł/,
  );
  await checkPage(page);
  await page.getByRole('link', { name: 'Jak znaleźć wyciek' }).click();
  await expect(page).toHaveURL('/help/leak');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Jak znaleźć wyciek');
  await page.goto('/consumption');
  await expect(hint).toBeVisible();
  await checkPage(page);
});

test('who uses as much as ever sees no hint', async ({ customerPage: page }) => {
  for (const path of ['/dashboard', '/consumption']) {
    await page.goto(path);
    await expect(page.locator('main')).not.toContainText('dużo większe niż zwykle');
  }
});
