import { checkPage, expect, test } from './support';

const amount = (text: string | null) => Number((text ?? '').replace(/[^\d,]/g, '').replace(',', '.'));

test('the prices in force with VAT and without, what comes next and what was before', async ({ page }) => {
  await page.goto('/tariffs');
  const household = page
    .getByRole('row', { name: /Domy i mieszkania, woda i ścieki, faktura papierowa/ })
    .first();
  await expect(household).toContainText('5,92 zł');
  await expect(household).toContainText('5,48 zł + 8% VAT');
  await expect(household).toContainText(/od \d{2}\.\d{2}\.\d{4} do \d{2}\.\d{2}\.\d{4}/);
  await expect(page.getByText('Przykład: taryfę zatwierdził')).toBeVisible();
  await page
    .locator('summary')
    .filter({ hasText: /^Nowe ceny od/ })
    .click();
  await page
    .locator('summary')
    .filter({ hasText: /^Ceny od/ })
    .first()
    .click();
  await checkPage(page);
});

test('the calculator: lines that add up to the sum with VAT, at an address to keep', async ({ page }) => {
  await page.goto('/tariffs');
  await page.getByLabel('Zużycie wody w m³').fill(' 12,5 ');
  await page.getByLabel(/^Z tego do ogrodu/).fill('2');
  await page.getByRole('button', { name: 'Policz', exact: true }).click();
  await expect(page).toHaveURL(/m3=\+?12%2C5.*#result$/);
  const result = page.getByRole('region', { name: 'Zapłacisz około' });
  await expect(result).toBeInViewport();
  const nets = await result.locator('tbody tr td:last-child').allTextContents();
  expect(nets.length).toBeGreaterThanOrEqual(3);
  const net = nets.reduce((sum, text) => sum + amount(text.split('=')[1]!), 0);
  const sums = await result.locator('dd').allTextContents();
  expect(amount(sums[0]!)).toBeCloseTo(net, 2);
  expect(amount(sums[0]!) + amount(sums[1]!)).toBeCloseTo(amount(sums[2]!), 2);
  await expect(page.getByLabel('Zużycie wody w m³')).toHaveValue(' 12,5 ');
  await checkPage(page);
});

test('what is wrong stands on top, focused, and beside its field; what was typed stays', async ({ page }) => {
  await page.goto('/tariffs?group=G1&m3=5&gardenM3=6&month=2026-11&months=99');
  await expect(page).toHaveTitle(/^Błąd: Taryfy/);
  const summary = page.getByRole('alert').filter({ hasText: 'Popraw' });
  await expect(summary).toBeFocused();
  await expect(summary.getByRole('link')).toHaveText([
    'Do ogrodu nie może pójść więcej wody niż całe zużycie.',
    'Wybierz od 1 do 12 miesięcy.',
  ]);
  const garden = page.getByLabel(/^Z tego do ogrodu/);
  await expect(garden).toHaveAttribute('aria-invalid', 'true');
  await expect(garden).toHaveValue('6');
  await checkPage(page);
  await summary.getByRole('link').first().click();
  await expect(garden).toBeFocused();
});

for (const [typed, message] of [
  ['dużo', 'To nie jest liczba metrów sześciennych.'],
  ['100001', 'To za dużo.'],
  ['', 'Wpisz liczbę metrów sześciennych'],
  ['1,2345', 'Po przecinku wpisz najwyżej trzy cyfry'],
] as const) {
  test(`«${typed}» m³: ${message}`, async ({ page }) => {
    await page.goto('/tariffs');
    await page.getByLabel('Zużycie wody w m³').fill(typed);
    await page.getByRole('button', { name: 'Policz', exact: true }).click();
    await expect(page.locator('#cost-m3-error')).toContainText(message);
    await expect(page.locator('#result')).toHaveCount(0);
  });
}
