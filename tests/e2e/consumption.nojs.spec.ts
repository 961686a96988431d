import { demoSignIn, expect, signIn, test } from './support';

test('any period at 320 px without JavaScript: the form, the figures, the drawing and the file', async ({
  page,
}) => {
  await page.setViewportSize({ width: 320, height: 640 });
  await signIn(page, demoSignIn('kończącą się legalizacją'));
  const navigation = page.getByRole('navigation', { name: 'Główne' });
  await navigation.getByRole('link', { name: 'Zużycie' }).click();
  await expect(page).toHaveURL('/consumption');
  await page.getByRole('link', { name: 'poprzedni rok' }).click();
  await expect(page.locator('tbody tr')).toHaveCount(12);
  await page.getByText('Inny okres lub wodomierz').click();
  await page.locator('[name=from]').fill('2026-03-01');
  await page.locator('[name=to]').fill('2026-04-30');
  await page.getByRole('button', { name: 'Pokaż zużycie' }).click();
  await expect(page.locator('tbody tr')).toHaveCount(2);
  await expect(page.locator('tbody tr').first()).toContainText('marzec 2026');
  await expect(page.getByRole('img', { name: /^Zużycie wody/ })).toBeVisible();
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: /^Wodomierz główny / }).click(),
  ]);
  expect(file.suggestedFilename()).toMatch(/^zuzycie_\w+_2026-03-01_2026-05-01\.csv$/);
  await page.getByText('Inny okres lub wodomierz').click();
  await page.locator('[name=to]').fill('jutro');
  await page.getByRole('button', { name: 'Pokaż zużycie' }).click();
  await expect(page.getByRole('alert')).toContainText('Podaj ostatni dzień, na przykład 31.05.2026');
});
