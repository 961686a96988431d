import { addCustomer, newAccount } from './customers-flow';
import { checkPage, demoSignIn, expect, signIn, switchTo, test } from './support';

test('a customer is added with an invoice and a code, named, switched to and removed', async ({ page }) => {
  test.setTimeout(240_000);
  const own = await newAccount(page);
  await expect(page.locator('#customer-switch')).toHaveCount(0);
  const other = await addCustomer(page, own.email);
  await expect(page.getByText('2 klientów na tym koncie')).toBeVisible();
  await checkPage(page);

  await page.goto('/account');
  const sheet = page.getByRole('region', { name: 'Klienci na tym koncie' });
  await sheet.locator('summary', { hasText: other.customerNumber }).click();
  await sheet.locator(`#nickname-${other.customerNumber}`).fill('  Działka nad jeziorem ');
  await sheet.locator('details[open]').getByRole('button', { name: 'Zapisz nazwę' }).click();
  await expect(page.getByText('Nazwa została zapisana.')).toBeVisible();
  await expect(page.locator('#customer-switch summary')).toContainText('Działka nad jeziorem');
  await checkPage(page);

  await sheet.locator('summary', { hasText: 'Działka nad jeziorem' }).click();
  await sheet.locator('details[open]').getByRole('link', { name: 'Usuń z mojego konta' }).click();
  await expect(page.getByRole('main')).toContainText(other.customerNumber);
  await checkPage(page);
  await page.getByRole('button', { name: 'Usuń z mojego konta' }).click();
  await page.waitForURL('**/overview?removed=yes');
  await expect(page.getByRole('status')).toContainText('nie jest już na Twoim koncie');
  await expect(page.locator('#customer-switch')).toHaveCount(0);
  await page.goto(`/account/customers/remove?customer=${own.customerNumber}`);
  await expect(page.getByText('To jedyny klient na tym koncie')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Usuń z mojego konta' })).toHaveCount(0);
});

test('a wrong amount leads to the same page as a right one; an own customer is said kindly', async ({
  page,
}) => {
  await signIn(page, demoSignIn('prowadzi też konto mamy'));
  await page.goto('/account/customers/add');
  await checkPage(page);
  await page.getByRole('button', { name: 'Wyślij mi kod' }).click();
  await expect(page.getByRole('alert').first()).toContainText('Podaj numer klienta.');
  await checkPage(page);
  await page.locator('main [name=customerNumber]').fill('K-000000');
  await page.locator('[name=invoiceNumber]').fill('FV/2026/11/000000');
  await page.locator('[name=invoiceGross]').fill('1,23');
  await page.getByRole('button', { name: 'Wyślij mi kod' }).click();
  await page.waitForURL('**/add/code');
  await checkPage(page);
  await page.locator('[name=code]').fill('123456');
  await page.getByRole('button', { name: 'Dodaj klienta' }).click();
  await expect(page.getByRole('alert').first()).toContainText('To nie ten kod.');

  await page.goto('/account');
  const summary = page.getByRole('region', { name: 'Klienci na tym koncie' }).locator('summary').first();
  const number = /K-\d+/.exec(await summary.innerText())![0];
  await page.goto('/account/customers/add');
  await page.locator('main [name=customerNumber]').fill(number);
  await page.locator('[name=invoiceNumber]').fill('1');
  await page.locator('[name=invoiceGross]').fill('1');
  await page.getByRole('button', { name: 'Wyślij mi kod' }).click();
  await expect(page.getByRole('alert').first()).toContainText('masz już na swoim koncie');
});

test('by keyboard: the switcher opens, the other customer is chosen, and the total leads to it', async ({
  page,
}) => {
  await signIn(page, demoSignIn('prowadzi też konto mamy'));
  await switchTo(page, 'Irena Majewska');
  await page.locator('#customer-switch summary').focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await expect(page.locator(':focus')).toContainText('Mama');
  await page.keyboard.press('Enter');
  await expect(page.locator('#customer-switch summary')).toContainText('Mama');
  await page.locator('#customer-switch summary').click();
  await checkPage(page);
  await page.getByRole('link', { name: 'Wszyscy razem: ile do zapłaty' }).click();
  await expect(page.locator('main h2').first()).toHaveText(/^Do zapłaty razem/);
  await checkPage(page);
  await page.getByRole('button', { name: 'Otwórz Irena Majewska' }).click();
  await expect(page).toHaveURL('/dashboard');
  await expect(page.locator('#customer-switch summary')).toContainText('Irena Majewska');
  await page.goto('/overview');
  await page.getByRole('button', { name: 'Dane do przelewu Mama' }).click();
  await expect(page.getByText('Zeskanuj w aplikacji banku')).toBeVisible();
  await switchTo(page, 'Irena Majewska');
});

test('an invoice of the other customer opens and says whose it is', async ({ page }) => {
  await signIn(page, demoSignIn('prowadzi też konto mamy'));
  await switchTo(page, 'Mama');
  await page.goto('/invoices');
  const href = (await page.locator('main li a').first().getAttribute('href'))!;
  await switchTo(page, 'Irena Majewska');
  await page.goto(href);
  await expect(page.getByText('Ta faktura należy do innego klienta')).toBeVisible();
  await expect(page.getByRole('main')).toContainText('Mama');
  await checkPage(page);
  await page.getByRole('button', { name: 'Przejdź do tego klienta' }).click();
  await expect(page.getByText('Ta faktura należy do innego klienta')).toHaveCount(0);
  await expect(page).toHaveURL(href);
  await switchTo(page, 'Irena Majewska');
  await expect(page).toHaveURL('/invoices');
});

test('switching to a foreign customer answers as to one that does not exist', async ({ page }) => {
  await signIn(page, demoSignIn('nadpłata'));
  const foreign = /K-\d+/.exec(await page.getByRole('main').innerText())![0];
  await page.context().clearCookies();
  await signIn(page, demoSignIn('prowadzi też konto mamy'));
  const heads: string[] = [];
  for (const number of [foreign, 'K-000000']) {
    await page.goto('/dashboard');
    await page.locator('#customer-switch summary').click();
    const button = page.locator('#customer-switch button').first();
    await button.evaluate((element, value) => element.setAttribute('value', value), number);
    await button.click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Nie ma takiej strony');
    heads.push(await page.getByRole('main').innerText());
    await page.goto('/dashboard');
    await expect(page.getByRole('main')).not.toContainText(foreign);
  }
  expect(heads[0]).toBe(heads[1]);
});
