import { checkPage, expect, test } from './support';

test('a street leads to its zone, hardness and figures, all marked as examples', async ({ page }) => {
  await page.goto('/water-quality');
  await expect(page.getByText('Dane przykładowe.')).toBeVisible();
  await page.getByLabel('Ulica lub miejscowość').fill('ul. mlynska 14');
  await page.getByRole('button', { name: 'Pokaż moją wodę' }).click();
  await expect(page).toHaveURL(/q=.*#result$/);
  const zone = page.getByRole('region', { name: 'Strefa Miasto' });
  await expect(zone).toContainText('przykład');
  await expect(zone).toContainText('Woda zdatna do spożycia');
  await expect(zone).toContainText('Twardość: twarda, 2,75 mmol/l (15,4 °n)');
  await expect(zone.locator('[aria-current=true]')).toContainText('twarda');
  await expect(zone.getByRole('row', { name: /Azotany/ })).toContainText('do 50 mg/l');
  await checkPage(page);
});

test('a street of several places shows each zone; a zone without a test says so', async ({ page }) => {
  await page.goto('/water-quality?q=Polna');
  await expect(page.locator('#result')).toContainText('w kilku strefach');
  await expect(page.getByRole('region', { name: 'Strefa Północ' })).toBeVisible();
  await expect(page.getByRole('region', { name: 'Strefa Kursko' })).toContainText(
    'Nie wprowadziliśmy jeszcze wyników badań tej strefy.',
  );
});

test('an unknown street: says so, whom to ask, and shows all zones', async ({ page }) => {
  await page.goto('/water-quality?q=%3Cb%3ENigdzie');
  await expect(page.getByRole('heading', { name: 'Nie znaleźliśmy: <b>Nigdzie' })).toBeVisible();
  await expect(page.getByRole('region', { name: /^Strefa/ })).toHaveCount(4);
  await checkPage(page);
});
