import { checkPage, demoSignIn, expect, signIn, test } from './support';

test('the list pages back to the oldest invoice, 20 at a time', async ({ page }) => {
  await signIn(page, demoSignIn('trzy nieruchomości'));
  await page.goto('/invoices');
  const rows = page.locator('main li');
  await expect(rows).toHaveCount(20);
  await checkPage(page);
  const newest = await rows.first().innerText();
  await page.getByRole('link', { name: 'Starsze faktury' }).click();
  await expect(page).toHaveURL(/after=/);
  await expect(rows.first()).not.toHaveText(newest);
  await page.getByRole('link', { name: 'Najnowsze faktury' }).click();
  await expect(page).toHaveURL('/invoices');
});

test('year and state narrow the list; nothing found says so', async ({ page }) => {
  await signIn(page, demoSignIn('dwie faktury po terminie'));
  await page.goto('/invoices');
  await page.getByRole('link', { name: 'po terminie', exact: true }).click();
  await expect(page).toHaveURL(/state=overdue/);
  await expect(page.locator('main li')).toHaveCount(2);
  await expect(page.locator('main li').first()).toContainText('po terminie od');
  await page.getByRole('link', { name: 'korekty' }).click();
  await expect(page.getByRole('heading', { name: 'Żadna faktura nie spełnia tych warunków' })).toBeVisible();
  await checkPage(page);
  await page.getByRole('link', { name: 'Pokaż wszystkie' }).click();
  await expect(page).toHaveURL('/invoices');
});

test('without an invoice the list says when the first will come', async ({ page }) => {
  await signIn(page, demoSignIn('jeszcze bez faktur'));
  await page.goto('/invoices');
  await expect(page.getByRole('heading', { name: 'Nie ma jeszcze żadnej faktury' })).toBeVisible();
  await checkPage(page);
});

test('an invoice shows what to pay, readings, lines and VAT', async ({ page }) => {
  await signIn(page, demoSignIn('faktura do zapłaty'));
  await page.getByRole('link', { name: 'Zobacz fakturę' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^Faktura FV\//);
  await expect(page.locator('main h2').first()).toHaveText(/^Do zapłaty do/);
  await expect(page.getByRole('region', { name: 'Odczyty wodomierza' })).toContainText('m³');
  await expect(page.getByRole('region', { name: 'Za co płacisz' }).getByRole('row')).not.toHaveCount(0);
  await expect(page.getByRole('region', { name: /^Podatek VAT/ })).toContainText('8%');
  await checkPage(page);
});

test('a correction shows differences and leads to what it corrects, and back', async ({ page }) => {
  await signIn(page, demoSignIn('faktury korygujące'));
  await page.goto('/invoices?state=correction');
  await page.locator('main li a').first().click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^Faktura korygująca KOR\//);
  await expect(page.locator('main h2').first()).toHaveText(/^Na Twoją korzyść/);
  await expect(page.getByRole('region', { name: 'Co się zmieniło' })).toContainText(/było\s[\d,]+\sm³/);
  await checkPage(page);
  const number = await page.getByRole('heading', { level: 1 }).innerText();
  await page.getByRole('region', { name: 'Powiązane dokumenty' }).getByRole('link').first().click();
  await expect(page.getByRole('region', { name: 'Powiązane dokumenty' })).toContainText(
    number.split(' ').at(-1)!,
  );
});

test('a business sees the KSeF number; its page stands', async ({ page }) => {
  await signIn(page, demoSignIn('firma z NIP'));
  await page.goto('/invoices');
  await page.locator('main li a').first().click();
  await expect(page.getByText(/^\d{10}-\d{8}-[0-9A-F]{12}-[0-9A-F]{2}$/)).toBeVisible();
  await checkPage(page);
});

test('the PDF comes inline under its number, twice the same, and nobody else gets it', async ({ page }) => {
  await signIn(page, demoSignIn('faktura do zapłaty'));
  await page.getByRole('link', { name: 'Zobacz fakturę' }).click();
  const href = (await page.getByRole('link', { name: 'Pobierz PDF' }).getAttribute('href'))!;
  const first = await page.request.get(href);
  expect(first.status()).toBe(200);
  expect(first.headers()).toMatchObject({
    'content-type': 'application/pdf',
    'cache-control': 'private, no-store',
  });
  expect(first.headers()['content-disposition']).toMatch(/^inline; filename="faktura_FV_[\d_]+\.pdf"$/);
  const body = await first.body();
  expect(body.subarray(0, 5).toString()).toBe('%PDF-');
  expect((await (await page.request.get(href)).body()).equals(body)).toBe(true);

  await page.context().clearCookies();
  await signIn(page, demoSignIn('nadpłata'));
  expect((await page.request.get(href)).status()).toBe(404);
  const other = await page.goto(href.replace(/\/pdf$/, ''));
  expect(other?.status()).toBe(404);
  expect((await page.goto('/invoices/0000000000'))?.status()).toBe(404);
});

test('on paper an invoice has no buttons', async ({ page }) => {
  await signIn(page, demoSignIn('faktura do zapłaty'));
  await page.getByRole('link', { name: 'Zobacz fakturę' }).click();
  await expect(page.getByRole('link', { name: 'Pobierz PDF' })).toBeVisible();
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByRole('link', { name: 'Pobierz PDF' })).toBeHidden();
  await expect(page.getByRole('region', { name: 'Za co płacisz' })).toBeVisible();
});
