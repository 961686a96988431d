import { expect, test } from '@playwright/test';

const sideways = () => document.documentElement.scrollWidth - document.documentElement.clientWidth;

test('without JavaScript, at 320 px: a cost is worked out, an error is on top, a street finds its zone', async ({
  page,
}) => {
  await page.setViewportSize({ width: 320, height: 640 });
  await page.goto('/tariffs');
  await page.locator('[name=m3]').fill('10');
  await page.locator('main form button').click();
  await expect(page.locator('#result')).toContainText('Razem z VAT');
  await expect(page.locator('#result')).toBeInViewport();
  await page.locator('[name=gardenM3]').fill('11');
  await page.locator('main form button').click();
  await expect(page.getByRole('alert')).toBeFocused();
  await expect(page.getByRole('alert')).toContainText('Do ogrodu nie może pójść więcej wody');
  expect(await page.evaluate(sideways)).toBe(0);
  await page.goto('/water-quality');
  await page.locator('[name=q]').fill('Bobowicko');
  await page.locator('main form button').click();
  await expect(page.locator('#result')).toContainText('Strefa Północ');
  expect(await page.evaluate(sideways)).toBe(0);
});
