/** The administrator's screens: what waits, colleagues, settings, the audit log. */
import { openScreen, signInAsStaff } from './staff';
import { checkPage, expect, test } from './support';

test(
  'start page, a new colleague, a setting and its history, and all of it in the log',
  { tag: '@desktop' },
  async ({ page }) => {
    test.setTimeout(280_000);
    const { email } = await signInAsStaff(page);
    await expect(page.getByRole('heading', { level: 1 })).toContainText(/^Dziś/);
    await checkPage(page);

    await openScreen(page, 'Pracownicy');
    const form = page.locator('form', { has: page.getByRole('button', { name: 'Załóż konto' }) });
    await form.getByRole('button').click();
    await expect(page.getByRole('alert').first()).toContainText('Podaj');
    const colleague = `kolezanka.${Date.now()}@example.com`;
    await form.locator('[name=email]').fill(colleague);
    await form.locator('[name=role]').selectOption('dispatcher');
    await form.getByRole('button', { name: 'Załóż konto' }).click();
    await expect(page.getByRole('heading', { name: 'Hasło jednorazowe' })).toBeVisible();
    await expect(page.getByRole('main').locator('code')).toHaveText(/^\w{4}(-\w{4}){3}$/);
    await checkPage(page);
    await page.getByRole('button', { name: 'Przekazane, ukryj' }).click();
    await expect(page.getByRole('main').locator('code')).toHaveCount(0);
    const person = page.getByRole('listitem').filter({ hasText: colleague });
    await person.locator('summary').click();
    await person.getByRole('button', { name: 'Wyłącz konto' }).click();
    await expect(page.getByRole('status')).toContainText('Konto jest wyłączone');

    await openScreen(page, 'Ustawienia');
    const leads = page.locator('#leakFactor');
    await leads.locator('[name=value]').fill('dwa');
    await leads.getByRole('button', { name: 'Zapisz' }).click();
    await expect(page.getByRole('alert').first()).toContainText('Tej wartości nie można ustawić');
    await leads.locator('[name=value]').fill('2,5');
    await leads.getByRole('button', { name: 'Zapisz' }).click();
    await expect(page.getByRole('status')).toContainText('Zapisane');
    await expect(page.getByRole('table', { name: 'Historia zmian' })).toContainText(email);
    await checkPage(page);
    await page.locator('#leakFactor').getByRole('button', { name: 'Wróć do wartości z pliku' }).click();
    await expect(page.locator('#leakFactor')).not.toContainText('W pliku konfiguracji');

    await openScreen(page, 'Dziennik zdarzeń');
    await page.locator('[name=who]').fill(email);
    await page.locator('[name=from]').fill('kiedyś');
    await page.getByRole('button', { name: 'Pokaż' }).click();
    await expect(page.getByRole('alert').first()).toContainText('Podaj dzień');
    await checkPage(page);
    await page.locator('[name=from]').fill('');
    await page.getByRole('button', { name: 'Pokaż' }).click();
    const log = page.getByRole('table', { name: 'Dziennik zdarzeń' });
    for (const deed of ['Założono konto w biurze', 'Wyłączono konto pracownika', 'Zmieniono ustawienie'])
      await expect(log).toContainText(deed);
    const csv = await page.request.get('/admin/audit/csv?area=settings');
    expect(csv.headers()['content-disposition']).toContain('attachment');
    expect(await csv.text()).toContain('setting:leakFactor');
  },
);
