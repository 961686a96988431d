import { customersCsv, uploadCsv, whileNobodyImports } from './imports';
import { signInAsStaff } from './staff';
import { expect, test } from './support';

test('a package is uploaded, confirmed and undone without JavaScript', async ({ page }) => {
  test.setTimeout(180_000);
  await signInAsStaff(page, 'billing');
  const slow = { timeout: 60_000 };
  await whileNobodyImports(async () => {
    await uploadCsv(page, customersCsv(`N${Date.now()}`));
    // The page comes anew by itself.
    await expect(page.getByText('Paczka jest w porządku.')).toBeVisible(slow);
    await page.getByRole('button', { name: 'Potwierdź i zaimportuj' }).click();
    await expect(page.getByText(/^Zaimportowano/)).toBeVisible(slow);
    await page.getByRole('link', { name: 'Cofnij ten import' }).click();
    await page.getByRole('button', { name: 'Cofnij import', exact: true }).click();
    await expect(page.getByText(/^Import cofnięto/)).toBeVisible(slow);
  });
});
