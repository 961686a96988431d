import { checkPage, expect, test } from './support';

/** Every page that needs no sign-in and no state. */
const PAGES = [
  '/',
  '/help',
  '/help/leak',
  '/contact',
  '/privacy',
  '/accessibility',
  '/tariffs',
  '/water-quality',
  '/terms',
  '/login',
  '/register',
];

for (const path of PAGES) {
  test(`${path} stands: axe in light and dark, 320 px, 200 % text, targets`, async ({ page }) => {
    const response = await page.goto(path);
    expect(response?.status()).toBe(200);
    await checkPage(page);
  });
}

test('an address that leads nowhere answers 404 and shows the way back', async ({ page }) => {
  const response = await page.goto('/nie-ma-takiej-strony');
  expect(response?.status()).toBe(404);
  await checkPage(page);
  await page.getByRole('link', { name: 'Strona startowa' }).click();
  await expect(page).toHaveURL('/');
});

test('the keyboard meets the skip link first, and it leads to the content', async ({ page }) => {
  await page.goto('/help');
  await page.keyboard.press('Tab');
  const skip = page.getByRole('link', { name: 'Przejdź do treści' });
  await expect(skip).toBeFocused();
  await expect(skip).toBeInViewport();
  await page.keyboard.press('Enter');
  await expect(page.locator('main')).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(page.locator('main summary').first()).toBeFocused();
});

test('what has the focus shows it', async ({ page }) => {
  await page.goto('/');
  for (let step = 0; step < 12; step++) {
    await page.keyboard.press('Tab');
    const shown = await page.evaluate(() => {
      const { outlineStyle, outlineWidth } = getComputedStyle(document.activeElement!);
      return outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2;
    });
    expect(shown, await page.evaluate(() => document.activeElement?.outerHTML.slice(0, 120))).toBe(true);
  }
});

test('in forced colours buttons and boxes keep an edge', async ({ page }) => {
  await page.emulateMedia({ forcedColors: 'active' });
  await page.goto('/');
  const edges = await page
    .locator('main a.min-h-12, main .surface')
    .evaluateAll(all => all.map(element => getComputedStyle(element).borderTopWidth));
  expect(edges.length).toBeGreaterThan(3);
  expect(edges.every(width => Number.parseFloat(width) >= 1)).toBe(true);
});

test('the language switch stays on the page and is remembered', async ({ page }) => {
  await page.goto('/help?from=test');
  await page.getByRole('button', { name: 'English' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Help');
  await expect(page).toHaveURL('/help?from=test');
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await page.goto('/contact');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Contact');
  await page.getByRole('button', { name: 'Polski' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Kontakt');
});

test('the accessibility statement has every id of the template 2.0', async ({ page }) => {
  await page.goto('/accessibility');
  for (const id of [
    'wstep',
    'podmiot',
    'url',
    'data-publikacja',
    'data-aktualizacja',
    'status',
    'data-sporzadzenie',
    'data-przeglad',
    'kontakt',
    'osoba',
    'email',
    'telefon',
    'procedura',
    'architektura',
    'aplikacje',
  ]) {
    await expect(page.locator(`#a11y-${id}`), id).toHaveCount(1);
  }
});
