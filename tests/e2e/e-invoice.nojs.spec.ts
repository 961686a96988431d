import { codeFor, press } from './account-life';
import { expectPdf, onPaper, switchOn } from './e-invoice-flow';
import { expect, test } from './support';

test('switched on, changed by a code and withdrawn at 320 px without JavaScript', async ({ page }) => {
  test.slow();
  await page.setViewportSize({ width: 320, height: 640 });
  const { email, entries } = await onPaper(page);
  await page.goto('/e-invoice');
  await press(page, 'Włącz e-fakturę');
  await expect(page.locator('main form [role=alert]')).toContainText('zaznacz, że akceptujesz regulamin');
  await switchOn(page);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('E-faktura jest włączona. Dziękujemy!');
  await expectPdf(page, `/e-invoice/proof/${entries + 1}/pdf`);
  await page.goto('/e-invoice/change');
  await page.locator('[name=email]').fill(`bez.skryptu.${email}`);
  await press(page, 'Zapisz zmianę');
  await page.waitForURL('**/e-invoice/code');
  await page.locator('[name=code]').fill(await codeFor(page, `bez.skryptu.${email}`));
  await press(page, 'Potwierdź');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Zmiana zapisana');
  await page.goto('/e-invoice/withdraw');
  await press(page, 'Wracam do papieru');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Wracasz do papierowych faktur');
  await page.goto('/forms');
  await expect(page.getByRole('link', { name: /Pobierz wypełniony PDF: Akceptacja/ })).toBeVisible();
});
