import { fillAddress, fillStates, forgetMoveOuts, moveInLink, toForm, toProperty } from './move-out-flow';
import { signInAsStaff } from './staff';
import { checkPage, demoSignIn, expect, signIn, test } from './support';

test('moving out: reported from the contracts, confirmed by the new customer’s link, once', async ({
  page,
  browser,
  baseURL,
}) => {
  test.slow();
  await forgetMoveOuts();
  const party = `nowy.${Date.now()}@example.pl`;
  await signIn(page, demoSignIn());
  await page.goto('/messages/new');
  await page.getByRole('link', { name: /^Wyprowadzka/ }).click();
  await expect(page).toHaveURL('/move-out');
  await page.goto('/contracts');
  await page.getByRole('link', { name: 'Wyprowadzasz się? Zgłoś to tutaj' }).click();
  await toForm(page);
  await checkPage(page);
  await page.getByRole('button', { name: 'Zgłoś wyprowadzkę' }).click();
  const alert = page.locator('main form [role=alert]');
  await expect(alert).toContainText('Podaj ulicę i numer nowego adresu.');
  await fillAddress(page);
  await page.locator('input[name=state0]').fill('0');
  await page.getByRole('button', { name: 'Zgłoś wyprowadzkę' }).click();
  await expect(alert).toContainText('niższy niż ostatni znany');
  await expect(page.getByLabel('Miejscowość')).toHaveValue('Gorzów Wielkopolski');
  await checkPage(page);
  await fillStates(page);
  await page.getByLabel('Adres e-mail nowego odbiorcy').fill(party);
  await page.getByRole('button', { name: 'Zgłoś wyprowadzkę' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Zgłoszone. Numer Twojej sprawy:');
  await expect(page.getByText(/^Odpowiemy do/)).toBeVisible();
  await checkPage(page);
  const own = page.url();

  const link = await moveInLink(page, party);
  const context = await browser.newContext({ baseURL, viewport: { width: 360, height: 640 } });
  const other = await context.newPage();
  await other.goto(link);
  await checkPage(other);
  await other.getByRole('button', { name: 'Wyślij' }).click();
  await expect(other.locator('main form [role=alert]')).toContainText('Zaznacz, czy stany są prawidłowe.');
  await checkPage(other);
  await other.getByLabel('Tak, potwierdzam').check();
  await other.getByLabel('Chcę zawrzeć umowę').check();
  await other.getByLabel('Imię i nazwisko').fill('Jan Nowy');
  await other.getByLabel('Telefon', { exact: true }).fill('601 202 303');
  await other.getByRole('button', { name: 'Wyślij' }).click();
  await other.waitForURL('**/move-in/done');
  await checkPage(other);
  await other.goto(link);
  await expect(other.getByRole('heading', { level: 1 })).toHaveText('Ten odnośnik już nie działa');
  await checkPage(other);
  await context.close();

  await page.goto(own);
  await expect(page.getByText('Nowy odbiorca potwierdził końcowe stany.')).toBeVisible();
  await expect(page.getByText('Jan Nowy')).toHaveCount(0);
  await page.getByRole('link', { name: 'Dopisz coś do sprawy' }).click();
  await expect(page.locator('main ol > li').nth(1)).toContainText('Nowy odbiorca potwierdził');
  await expect(page.locator('main ol > li').nth(1)).not.toContainText('Ty');
  const ref = page.url().split('/').at(-1);
  const desk = await browser.newContext({ baseURL, viewport: { width: 1280, height: 800 } });
  const office = await desk.newPage();
  await signInAsStaff(office);
  await office.goto(`/admin/messages/${ref}`);
  const sheet = office.getByRole('region', { name: 'Wyprowadzka' });
  for (const text of ['Polna 7, 66-400 Gorzów Wielkopolski', 'Potwierdza stany', 'Jan Nowy'])
    await expect(sheet).toContainText(text);
  await checkPage(office);
  await desk.close();
  await toProperty(page);
  await page.getByRole('link', { name: 'Zobacz zgłoszenie' }).click();
  await expect(page.getByText('Nowy odbiorca potwierdził końcowe stany.')).toBeVisible();
  await forgetMoveOuts();
});
