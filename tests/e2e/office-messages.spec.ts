/** Messages in the office: the queue, one case, a prepared answer, its preview, and what the customer then sees. */
import { withSql } from './readings';
import { signInAsStaff } from './staff';
import { checkPage, demoSignIn, expect, signIn, test } from './support';

const PDF = Buffer.from('%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\n%%EOF\n');

test(
  'a complaint is found, taken, noted, answered from a template with a file, and read',
  { tag: '@desktop' },
  async ({ page, browser }) => {
    test.setTimeout(300_000);
    const customer = await browser.newPage({ extraHTTPHeaders: { 'x-forwarded-for': '10.77.8.1' } });
    await signIn(customer, demoSignIn());
    await customer.goto('/messages/new?kind=complaint_meter');
    await customer.getByLabel('Numer wodomierza').fill('12345');
    await customer.getByLabel('Co się dzieje z wodomierzem').fill('Wodomierz kręci się do tyłu.');
    await customer.getByRole('button', { name: 'Wyślij' }).click();
    await customer.waitForURL('**/messages/*?sent=yes');
    const ref = new URL(customer.url()).pathname.split('/').at(-1)!;
    await withSql(sql => sql`update cases set answer_by = '2026-11-02' where ref = ${ref}`);

    await signInAsStaff(page, 'customer_service');
    await page.goto('/admin/messages');
    await checkPage(page);
    await page.getByLabel('Numer sprawy, klienta albo nazwisko').fill(ref.toLowerCase());
    await page.getByLabel('Termin', { exact: true }).selectOption('yes');
    await page.getByRole('button', { name: 'Pokaż' }).click();
    await expect(page).toHaveURL(new RegExp(`text=${ref.toLowerCase()}`));
    await expect(page.getByText('po terminie', { exact: false }).last()).toBeVisible();
    await page.getByRole('link', { name: `Reklamacja wodomierza ${ref}` }).click();
    await expect(page.getByText('Wodomierz kręci się do tyłu.')).toBeVisible();
    await checkPage(page);

    await page.getByRole('button', { name: 'Biorę tę sprawę' }).click();
    await expect(page.getByText('Przydział jest zmieniony.')).toBeVisible();
    await page.getByLabel('Notatka', { exact: true }).fill('Klient dzwonił też rano.');
    await page.getByRole('button', { name: 'Zapisz notatkę' }).click();
    await expect(page.getByText('Notatka jest zapisana.')).toBeVisible();
    await page.getByLabel('Zacznij od wzoru').selectOption({ label: 'Prosimy o uzupełnienie' });
    await page.getByRole('button', { name: 'Wstaw wzór' }).click();
    await expect(page.getByLabel('Treść odpowiedzi')).toHaveValue(new RegExp(ref));
    await page.getByLabel('Treść odpowiedzi').fill('Przyjedziemy {termin}.');
    await page.getByRole('button', { name: 'Zobacz podgląd' }).click();
    await expect(page.getByRole('alert').first()).toContainText('niewypełnione miejsce {termin}');
    await page.getByLabel('Treść odpowiedzi').fill('Przyjedziemy w środę. Prosimy o zdjęcie.');
    await page
      .locator('[name=files]')
      .setInputFiles({ name: 'wizyta.pdf', mimeType: 'application/pdf', buffer: PDF });
    await page.getByRole('button', { name: 'Zobacz podgląd' }).click();
    await page.waitForURL('**/preview');
    await expect(page.getByText('Jeszcze nic nie wysłano.')).toBeVisible();
    await expect(page.getByText('Przyjedziemy w środę.', { exact: false })).toBeVisible();
    await expect(page.getByText('wizyta.pdf')).toBeVisible();
    await expect(page.getByText('Klient dzwonił też rano.')).toHaveCount(0);
    await checkPage(page);
    await page.getByRole('button', { name: 'Wyślij odpowiedź' }).click();
    await expect(page.getByText('Odpowiedź jest wysłana.')).toBeVisible();
    await checkPage(page);

    await customer.goto(`/messages/${ref}`);
    await expect(customer.getByText('Przyjedziemy w środę.', { exact: false })).toBeVisible();
    await expect(customer.getByRole('link', { name: /wizyta\.pdf/ })).toBeVisible();
    await expect(customer.getByText('Klient dzwonił też rano.')).toHaveCount(0);
    await customer.close();
  },
);

test('own prepared answers: kept, changed, withdrawn', { tag: '@desktop' }, async ({ page }) => {
  await signInAsStaff(page, 'billing');
  await page.goto('/admin/messages/templates');
  await checkPage(page);
  await page.getByRole('button', { name: 'Zapisz wzór' }).click();
  await expect(page.getByRole('alert').first()).toContainText('Podaj nazwę wzoru.');
  const name = `Wzór ${Date.now()}`;
  await page.getByLabel('Nazwa').fill(name);
  await page.getByLabel('Treść po polsku').fill('Dzień dobry');
  await page.getByLabel('Treść po angielsku').fill('Hello');
  await page.getByRole('button', { name: 'Zapisz wzór' }).click();
  await expect(page.getByText('Wzór jest zapisany.')).toBeVisible();
  await page.getByText(name).click();
  await checkPage(page);
  await page.getByRole('button', { name: 'Wycofaj wzór' }).first().click();
  await expect(page.getByText('Wzór jest wycofany.')).toBeVisible();
});
