/** Staff and customers: found, looked at, seen through their eyes without writing; accounts, e-invoice forms on paper. */
import { openScreen, signInAsStaff } from './staff';
import { checkPage, demoSignIn, expect, test } from './support';

test.describe('the office and its customers', { tag: '@desktop' }, () => {
  test('found by e-mail; the page holds everything; the portal is looked at and not written', async ({
    page,
  }) => {
    test.setTimeout(420_000);
    await signInAsStaff(page, 'customer_service');
    await openScreen(page, 'Klienci');
    await checkPage(page);
    await page.getByRole('searchbox').fill(demoSignIn().email);
    await page.getByRole('button', { name: 'Szukaj' }).click();
    await expect(page.getByRole('heading', { level: 2 })).toBeVisible();
    await checkPage(page);
    await page.getByRole('main').getByRole('table').getByRole('link').first().click();
    for (const name of [
      'Dane',
      'Umowy',
      'Wodomierze',
      'Rozliczenia',
      'Odczyty',
      'E-faktura',
      'Konta z dostępem',
    ])
      await expect(page.getByRole('heading', { name, exact: true })).toBeVisible();
    await checkPage(page);
    const path = new URL(page.url()).pathname;

    await page.getByRole('link', { name: 'Zobacz portal oczami klienta' }).click();
    await page.getByRole('button', { name: 'Zobacz portal' }).click();
    await expect(page.getByRole('alert').first()).toContainText('Podaj powód.');
    await checkPage(page);
    await page.locator('[name=reason]').fill('klient pyta o fakturę');
    await page.getByRole('button', { name: 'Zobacz portal' }).click();
    await page.waitForURL('**/dashboard');
    const banner = page.getByRole('complementary', { name: 'Podgląd portalu klienta' });
    await expect(banner).toBeVisible();
    await checkPage(page);
    // Whatever is sent from there is refused; security-staff.spec.ts asks every page and every action.
    await page.goto('/notifications');
    await page
      .getByRole('main')
      .getByRole('button', { name: /^Zapisz/ })
      .first()
      .click();
    await expect(page.getByRole('alert').first()).toContainText('Oglądasz portal klienta');
    await page.goto('/dashboard');
    await banner.getByRole('button', { name: 'Zakończ podgląd' }).click();
    await page.waitForURL(`**${path}`);
    await page.goto('/dashboard');
    await page.waitForURL('**/admin');
  });

  test('an account with its letter, a form on paper and what is to be printed', async ({ page }) => {
    test.setTimeout(420_000);
    await signInAsStaff(page, 'customer_service');
    await page.goto('/admin/customers?q=K-100007');
    await page.getByRole('main').getByRole('table').getByRole('link').first().click();
    await page.getByRole('link', { name: 'Konta i list aktywacyjny' }).click();
    await checkPage(page);
    await page.locator('#new-email').fill(`list.${Date.now()}@example.com`);
    await page.getByRole('button', { name: 'Załóż konto i przygotuj list' }).click();
    const letter = page.getByRole('link', { name: 'List do druku (PDF)' });
    await expect(letter).toBeVisible();
    await checkPage(page);
    const pdf = await page.request.get((await letter.getAttribute('href')) ?? '');
    expect([pdf.status(), pdf.headers()['content-type']]).toEqual([200, 'application/pdf']);
    expect((await page.request.get('/admin/customers/K-100008/letter')).status()).toBe(404);

    await openScreen(page, 'E-faktura');
    await checkPage(page);
    await page.getByRole('link', { name: 'Wprowadź papierowy formularz' }).click();
    await page.getByRole('button', { name: 'Zapisz formularz' }).click();
    await expect(page.getByRole('alert').first()).toContainText('Wybierz, co klient podpisał.');
    await checkPage(page);
    await page.locator('[name=customerNumber]').fill('k-100007');
    await page.getByLabel('akceptacja e-faktury').check();
    await page.getByLabel('do portalu', { exact: true }).check();
    await page.locator('[name=channel]').first().check();
    await page.locator('[name=scan]').setInputFiles({
      name: 'formularz.png',
      mimeType: 'image/png',
      buffer: await page.screenshot(),
    });
    await page.getByRole('button', { name: 'Zapisz formularz' }).click();
    await expect(page.getByText('Formularz zapisany.')).toBeVisible();
    await page.getByRole('link', { name: /^Zobacz decyzje klienta/ }).click();
    await expect(page.locator('#eInvoice')).toBeVisible();
    await page.goto('/admin/e-invoice/print');
    await checkPage(page);
    const csv = await page.request.get('/admin/e-invoice/print/csv');
    expect(await csv.text()).toContain('invoice_number,customer_number,issued_on,reason');
    for (const [screen, title] of [
      ['/admin/access', 'Utracony dostęp'],
      ['/admin/changes', 'Zmiany danych'],
    ] as const) {
      await page.goto(screen);
      await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();
      await checkPage(page);
    }
  });
});
