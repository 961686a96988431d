import { withSql } from './readings';
import { checkPage, demoSignIn, expect, signIn, test } from './support';

const PDF = Buffer.from('%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\n%%EOF\n');

test('written with a file, added to, closed, opened again', async ({ page }) => {
  await signIn(page, demoSignIn());
  await page.goto('/messages');
  await checkPage(page);
  await page.getByRole('link', { name: 'Napisz wiadomość' }).click();
  await checkPage(page);
  await page.getByRole('link', { name: /^Reklamacja usługi/ }).click();
  await page.getByRole('button', { name: 'Wyślij' }).click();
  const alert = page.locator('main form [role=alert]');
  await expect(alert).toContainText('Podaj miejsce.');
  await expect(alert).toContainText('Napisz, o co chodzi.');
  await checkPage(page);
  await page.getByLabel('Miejsce').fill('Międzyrzecz, Młyńska 14');
  await page.getByLabel('Dzień zdarzenia').fill('1.10.2026');
  await page.getByLabel('Co się stało').fill('Przez dwa dni nie było wody.');
  await page
    .getByLabel('Załączniki')
    .setInputFiles({ name: 'zły.svg', mimeType: 'image/svg+xml', buffer: Buffer.from('<svg/>') });
  await page.getByRole('button', { name: 'Wyślij' }).click();
  await expect(alert).toContainText('Plik zły.svg to nie PDF');
  await expect(page.getByLabel('Co się stało')).toHaveValue('Przez dwa dni nie było wody.');
  await page
    .getByLabel('Załączniki')
    .setInputFiles({ name: 'pismo.pdf', mimeType: 'application/pdf', buffer: PDF });
  await page.getByRole('button', { name: 'Wyślij' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Wysłane. Numer Twojej sprawy:');
  await expect(page.getByText('I tak ją rozpatrzymy.')).toBeVisible();
  await expect(page.getByRole('link', { name: /pismo\.pdf/ })).toBeVisible();
  await checkPage(page);
  await page.getByLabel('Twoja wiadomość').fill('Zapomniałem dodać: dom ma dwa piętra.');
  await page.getByRole('button', { name: 'Wyślij' }).click();
  await expect(page.getByText('dom ma dwa piętra')).toBeVisible();
  await page.getByRole('button', { name: 'Zamknij sprawę' }).click();
  await expect(page.getByText('Ta sprawa jest zamknięta. Możesz ją otworzyć ponownie.')).toBeVisible();
  await checkPage(page);
  await page.getByLabel('Co jeszcze trzeba wyjaśnić').fill('Znowu nie ma wody.');
  await page.getByRole('button', { name: 'Otwórz ponownie' }).click();
  await expect(page.getByText('Znowu nie ma wody.')).toBeVisible();
  await page.goto('/messages');
  await expect(page.getByText('W toku').first()).toBeVisible();
  await checkPage(page);
});

test('a complaint begins at its invoice; the second is pointed to the first', async ({ page }) => {
  await signIn(page, demoSignIn());
  const forget = () => withSql(sql => sql`update cases set state = 'closed' where kind = 'complaint_bill'`);
  await forget();
  await page.goto('/invoices');
  await page.locator('main a[href^="/invoices/"]:not([href*="pdf"])').first().click();
  await page.getByRole('link', { name: 'Reklamuj tę fakturę' }).click();
  const back = page.url();
  await expect(page.getByLabel('Numer faktury')).not.toHaveValue('');
  await checkPage(page);
  await page.getByLabel('Co się nie zgadza').fill('Zużycie jest za duże.');
  await page.getByRole('button', { name: 'Wyślij' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Wysłane');
  await page.goto(back);
  await expect(page.getByText('Tę fakturę już reklamujesz')).toBeVisible();
  await checkPage(page);
  await forget();
});

test('without an account: form, refusal, code, state, and something to add', async ({ page }) => {
  await page.goto('/contact/write');
  await checkPage(page);
  await page.getByRole('link', { name: /^Wiadomość/ }).click();
  await page.getByRole('button', { name: 'Wyślij' }).click();
  await expect(page.locator('main form [role=alert]')).toContainText('Podaj imię i nazwisko albo nazwę.');
  await checkPage(page);
  await page.getByLabel('Imię i nazwisko').fill('Jan Próbny');
  await page.getByLabel('Adres e-mail').fill(`jan.${Date.now()}@example.pl`);
  await page.getByLabel('Treść').fill('Kiedy czynne jest biuro?');
  await page.getByRole('button', { name: 'Wyślij' }).click();
  await page.waitForURL('**/contact/case?sent=yes');
  const main = await page.getByRole('main').innerText();
  const code = /\b[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}\b/.exec(main)![0];
  const ref = /sprawy: ([0-9A-Z]{10})/.exec(main)![1]!;
  await checkPage(page);
  await page.getByRole('button', { name: 'Zakończ oglądanie' }).click();
  await expect(page.getByLabel('Numer sprawy')).toBeVisible();
  await checkPage(page);
  await page.getByLabel('Numer sprawy').fill(ref);
  await page.getByLabel('Kod').fill('0000-0000-0000');
  await page.getByRole('button', { name: 'Pokaż sprawę' }).click();
  await expect(page.locator('main form [role=alert]')).toContainText('nie pasują');
  await page.getByLabel('Kod').fill(code.toLowerCase());
  await page.getByRole('button', { name: 'Pokaż sprawę' }).click();
  await expect(page.getByText('Kiedy czynne jest biuro?')).toBeVisible();
  await page.getByLabel('Twoja wiadomość').fill('Chodzi o sobotę.');
  await page.getByLabel('Załączniki').setInputFiles({
    name: 'pytanie.pdf',
    mimeType: 'application/pdf',
    buffer: Buffer.from('%PDF-1.7\n%%EOF\n'),
  });
  await page.getByRole('button', { name: 'Wyślij' }).click();
  await expect(page.locator('main ol').first()).toContainText('Chodzi o sobotę.');
  await checkPage(page);
  const file = await page.getByRole('link', { name: /pytanie\.pdf/ }).getAttribute('href');
  expect((await page.request.get(file!)).headers()['content-disposition']).toContain('attachment');
  await page.getByRole('button', { name: 'Zakończ oglądanie' }).click();
  await expect(page.getByLabel('Numer sprawy')).toBeVisible();
  expect((await page.request.get(file!)).status()).toBe(404);
});
