/**
 * A day in the office, from the start page: each line leads to its work, and what is done no longer waits. How the pages
 * stand and refuse is asked in the specs of each; the import of the night in imports.spec.ts.
 */
import { complaint, readingsInReview, stuckMessages } from './office-work';
import { openScreen, signInAsStaff } from './staff';
import { expect, test } from './support';

test(
  'a complaint answered, a reading approved, a form entered, a failure published, an SMS resolved',
  { tag: '@desktop' },
  async ({ page }) => {
    test.setTimeout(180_000);
    const [ref, [reading], { sms }] = [
      await complaint('Wodomierz kręci się do tyłu.'),
      await readingsInReview(1),
      await stuckMessages(),
    ];
    await signInAsStaff(page);
    const main = page.getByRole('main');
    const fromStart = async (line: RegExp) => {
      await openScreen(page, 'Dziś');
      await main.getByRole('link', { name: line }).click();
    };

    await fromStart(/^Reklamacje bez odpowiedzi/);
    await page.getByRole('link', { name: new RegExp(ref) }).click();
    await page.getByLabel('Treść odpowiedzi').fill('Wymienimy wodomierz w środę.');
    await page.getByRole('button', { name: 'Zobacz podgląd' }).click();
    await page.getByRole('button', { name: 'Wyślij odpowiedź' }).click();
    await expect(page.getByText('Odpowiedź jest wysłana.')).toBeVisible();

    await fromStart(/^Odczyty do sprawdzenia/);
    await page.locator(`a[href="/admin/readings/${reading}"]`).click();
    await page.getByRole('button', { name: 'Zatwierdź stan' }).click();
    await expect(page.getByText('Odczyt jest zatwierdzony.')).toBeVisible();
    await expect(page.locator(`a[href="/admin/readings/${reading}"]`)).toHaveCount(0);

    await fromStart(/^Wysyłki, o których nie wiadomo/);
    await page.locator(`a[href="/admin/deliveries/${sms}"]`).click();
    await page.getByLabel('Tak, wyszła').check();
    await page.getByLabel('Dlaczego').fill('Jest w panelu operatora');
    await page.getByRole('button', { name: 'Zapisz' }).click();
    await expect(page.getByText('Zapisane.')).toBeVisible();

    await openScreen(page, 'E-faktura');
    await page.getByRole('link', { name: 'Wprowadź papierowy formularz' }).click();
    await page.locator('[name=customerNumber]').fill('K-100009');
    await page.getByLabel('akceptacja e-faktury').check();
    await page.getByLabel('do portalu', { exact: true }).check();
    await page.locator('[name=channel]').first().check();
    const scan = { name: 'formularz.png', mimeType: 'image/png', buffer: await page.screenshot() };
    await page.locator('[name=scan]').setInputFiles(scan);
    await page.getByRole('button', { name: 'Zapisz formularz' }).click();
    await expect(page.getByText('Formularz zapisany.')).toBeVisible();

    await openScreen(page, 'Komunikaty');
    await page.getByRole('link', { name: 'Nowy komunikat' }).click();
    await page.locator('[name=titlePl]').fill('Pęknięta rura');
    await page.locator('[name=causePl]').fill('Naprawiamy rurę.');
    await page.locator('[name=city1]').fill('Kursko');
    await page.getByRole('button', { name: /^Zapisz szkic/ }).click();
    await page.getByRole('button', { name: 'Opublikuj i zawiadom' }).click();
    await expect(page.getByText('Komunikat jest opublikowany.')).toBeVisible();
    // Nobody else's day has it in the way.
    await page.getByRole('button', { name: 'Zakończ teraz' }).click();
    await expect(page.getByText('Komunikat jest zakończony.')).toBeVisible();
  },
);

test(
  'by keyboard alone: past the menu, through the filter, into a row',
  { tag: '@desktop' },
  async ({ page }) => {
    await signInAsStaff(page, 'billing');
    await page.goto('/admin/e-invoice');
    await page.keyboard.press('Tab');
    await expect(page.locator(':focus')).toHaveAttribute('href', '#main');
    await expect(page.locator(':focus')).toBeInViewport();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    await expect(page.locator(':focus')).toHaveText('Wprowadź papierowy formularz');
    expect(await page.locator(':focus').evaluate(shown => getComputedStyle(shown).outlineStyle)).toBe(
      'solid',
    );
    for (let at = 0; at < 2; at++) await page.keyboard.press('Tab');
    await expect(page.locator('select:focus')).toHaveAttribute('name', 'delivery');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.waitForURL(/delivery=\w/);
    await page.locator('main table a').first().focus();
    await page.keyboard.press('Enter');
    await page.waitForURL('**/admin/customers/*');
  },
);
