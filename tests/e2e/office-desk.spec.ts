/** Deliveries, forms and terms in the office. */
import { stuckMessages } from './office-work';
import { signInAsStaff } from './staff';
import { checkPage, expect, test } from './support';

const PDF = Buffer.from('%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\n%%EOF\n');

test(
  'an unknown SMS is resolved; a bounced address freed and its mail sent again',
  { tag: '@desktop' },
  async ({ page }) => {
    test.setTimeout(300_000);
    const { sms, mail, address } = await stuckMessages();
    await signInAsStaff(page, 'billing');
    await page.goto('/admin/deliveries');
    await checkPage(page);
    await page.getByLabel('Stan').selectOption('unknown');
    await page.getByLabel('Dzień').fill('jutro');
    await page.getByRole('button', { name: 'Pokaż' }).click();
    await expect(page.getByRole('alert').first()).toContainText('Podaj dzień jak w kalendarzu');
    await page.getByLabel('Dzień').fill('');
    await page.getByRole('button', { name: 'Pokaż' }).click();
    await page.locator(`a[href="/admin/deliveries/${sms}"]`).click();
    await expect(page.getByText('Wodociagi: 108,00 zl do 30.11.2026')).toBeVisible();
    await checkPage(page);
    await page.getByRole('button', { name: 'Zapisz' }).click();
    await expect(page.getByRole('alert').first()).toContainText('Napisz, dlaczego.');
    await page.getByLabel('Tak, wyszła').check();
    await page.getByLabel('Dlaczego').fill('Jest w panelu operatora');
    await page.getByRole('button', { name: 'Zapisz' }).click();
    await expect(page.getByText('Zapisane.')).toBeVisible();
    await expect(page.getByText('Jest w panelu operatora')).toBeVisible();

    await page.goto(`/admin/deliveries/${mail}`);
    await expect(page.getByText('Ten adres teraz nic nie przyjmuje')).toBeVisible();
    await expect(page.getByRole('button', { name: 'Wyślij ponownie' })).toHaveCount(0);
    await page.getByRole('link', { name: 'Adresy, które nie przyjmują' }).click();
    await checkPage(page);
    await page.getByRole('button', { name: `Odblokuj ${address}` }).click();
    await expect(page.getByText('Adres znów przyjmuje wiadomości.')).toBeVisible();
    await page.goto(`/admin/deliveries/${mail}`);
    await page.getByLabel('Dlaczego').fill('Skrzynka działa');
    await page.getByRole('button', { name: 'Wyślij ponownie' }).click();
    await expect(page.getByText('Wiadomość wróciła do kolejki.')).toBeVisible();
    await page.goto('/admin/deliveries/preview');
    await checkPage(page);
    await page.getByRole('link', { name: 'Termin płatności' }).click();
    // No checkPage where a mail's frame is: it takes no scripts, axe's neither.
    await expect(page.frameLocator('iframe').getByText('Wodociągi Międzyrzecz').first()).toBeVisible();
  },
);

test(
  'a channel is paused with a reason and resumed; forms and terms with versions',
  { tag: '@desktop' },
  async ({ page }) => {
    test.setTimeout(300_000);
    await signInAsStaff(page, 'administrator');
    await page.goto('/admin/deliveries/channels');
    await checkPage(page);
    const sms = page.getByRole('region', { name: 'SMS' });
    await sms.getByLabel('Dlaczego').fill('Awaria u operatora');
    await sms.getByRole('button', { name: 'Wstrzymaj' }).click();
    await expect(page.getByText('Powód: Awaria u operatora')).toBeVisible();
    await page.goto('/admin/deliveries');
    await expect(page.getByText(/^SMS: wysyłka wstrzymana/)).toBeVisible();
    await page.goto('/admin/deliveries/channels');
    await sms.getByRole('button', { name: 'Wznów' }).click();
    await expect(page.getByText('Kanał działa.')).toBeVisible();

    const name = `Druk ${Date.now()}`;
    await page.goto('/admin/documents');
    await checkPage(page);
    await page.getByRole('link', { name: 'Dodaj formularz' }).click();
    await page.getByRole('button', { name: 'Opublikuj formularz' }).click();
    await expect(page.getByRole('alert').first()).toContainText('Podaj nazwę w tym języku.');
    await checkPage(page);
    await page.getByLabel('Nazwa po polsku').fill(name);
    await page.getByLabel('Nazwa po angielsku').fill(name);
    await page.getByLabel('Wersja', { exact: true }).fill('1');
    await page
      .locator('[name=file]')
      .setInputFiles({ name: 'druk.pdf', mimeType: 'application/pdf', buffer: PDF });
    await page.getByRole('button', { name: 'Opublikuj formularz' }).click();
    await expect(page.getByText('Formularz jest opublikowany.')).toBeVisible();
    await page.goto('/forms');
    await expect(page.getByText(name)).toBeVisible();
    await page.goto('/admin/documents');
    await page.getByRole('button', { name: `Wycofaj ${name} 1` }).click();
    await expect(page.getByText('Wersja formularza jest wycofana.')).toBeVisible();

    await page.locator('a[href="/admin/documents/terms/privacy"]').click();
    await checkPage(page);
    await page.getByLabel('Wersja', { exact: true }).fill('9.9');
    await page.getByLabel('Obowiązuje od').fill('1.01.2020');
    await page.getByRole('button', { name: 'Zapisz i zobacz podgląd' }).click();
    await expect(page.getByRole('alert').first()).toContainText('najwcześniej od jutra');
    await page.getByLabel('Obowiązuje od').fill('1.01.2090');
    const text = page.getByLabel('Tekst po polsku (wiążący)');
    await text.fill(`${await text.inputValue()}\n\nNowy akapit na próbę.`);
    await page.getByRole('button', { name: 'Zapisz i zobacz podgląd' }).click();
    await page.waitForURL('**/preview');
    await expect(page.getByText('Nikt nie musi go akceptować.')).toBeVisible();
    await expect(page.getByText('Nowy akapit na próbę.').first()).toBeVisible();
    await checkPage(page);
    await page.getByRole('button', { name: 'Opublikuj tę wersję' }).click();
    await expect(page.getByText('Nowa wersja jest opublikowana.')).toBeVisible();
    await page.getByRole('link', { name: 'Wersja 9.9' }).click();
    await checkPage(page);
    await page.getByRole('button', { name: 'Wycofaj tę wersję' }).click();
    await expect(page.getByText('Przyszła wersja jest wycofana.')).toBeVisible();
  },
);
