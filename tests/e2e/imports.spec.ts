/** A billing package through the browser: difference, confirm, change, undo; and one with an error. */
import { customersCsv, uploadCsv, whileNobodyImports } from './imports';
import { signInAsStaff } from './staff';
import { checkPage, expect, test } from './support';

test.describe.configure({ mode: 'serial' });

test('difference, confirm, a change field by field, undo', { tag: '@desktop' }, async ({ page }) => {
  test.setTimeout(240_000);
  await signInAsStaff(page, 'billing');
  await page.goto('/admin/imports');
  await checkPage(page);
  await page.getByRole('button', { name: 'Prześlij i sprawdź' }).click();
  await expect(page.getByText('Nie wybrano żadnego pliku.')).toBeVisible();
  const mark = String(Date.now());
  const slow = { timeout: 60_000 };

  await whileNobodyImports(async () => {
    await uploadCsv(page, customersCsv(mark));
    await expect(page.getByText('Paczka jest w porządku.')).toBeVisible(slow);
    await checkPage(page);
    await page.getByRole('button', { name: 'Potwierdź i zaimportuj' }).click();
    await expect(page.getByText(/^Zaimportowano/)).toBeVisible(slow);

    await uploadCsv(page, customersCsv(mark, 'Jan Zmieniony'));
    await expect(page.getByText('Paczka jest w porządku.')).toBeVisible(slow);
    await page.getByRole('link', { name: 'Odbiorcy, zmienione wiersze: 1' }).click();
    await expect(page.locator('del')).toHaveText('Jan Importowy');
    await expect(page.locator('ins')).toHaveText('Jan Zmieniony');
    await checkPage(page);
    await page.getByRole('button', { name: 'Potwierdź i zaimportuj' }).click();
    await expect(page.getByText(/^Zaimportowano/)).toBeVisible(slow);
    await page.getByRole('link', { name: 'Cofnij ten import' }).click();
    await expect(page.getByRole('heading', { name: 'Cofnąć ten import?' })).toBeVisible();
    await checkPage(page);
    await page.getByRole('button', { name: 'Cofnij import', exact: true }).click();
    await expect(page.getByText(/^Import cofnięto/)).toBeVisible(slow);
  });
  await page.goto('/admin/imports');
  await expect(page.getByRole('row').filter({ hasText: 'customers.csv' }).first()).toContainText('cofnięty');
  await checkPage(page);
});

test('a package with an error says where and why, also as CSV', { tag: '@desktop' }, async ({ page }) => {
  test.setTimeout(180_000);
  await signInAsStaff(page, 'billing');
  await uploadCsv(page, 'customer_number,kind,name,nip,city\nIMP-9,business,Młyn,123,Pszczew\n');
  await expect(page.getByText('1 błąd.')).toBeVisible({ timeout: 60_000 });
  await expect(page.getByText('wiersz 2', { exact: true })).toBeVisible();
  await checkPage(page);
  const csv = await page.request.get(`${page.url()}/rejected`);
  expect(await csv.text()).toContain('customers.csv;2;nip;123;');
  await page.getByRole('button', { name: 'Usuń paczkę' }).click();
  await expect(page.getByText('Paczka i jej pliki zostały usunięte.')).toBeVisible();
});
