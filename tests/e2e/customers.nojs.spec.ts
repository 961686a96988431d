import { addCustomer, newAccount } from './customers-flow';
import { expect, test } from './support';

test('without JavaScript: add a customer, switch, the total, the code to pay, name and remove', async ({
  page,
}) => {
  test.setTimeout(120_000);
  const own = await newAccount(page);
  const other = await addCustomer(page, own.email);
  await expect(page.locator('#customer-switch summary')).toContainText(/./);
  await page.locator('#customer-switch summary').click();
  await page.locator('#customer-switch').getByRole('button').filter({ hasText: own.customerNumber }).click();
  await expect(page).toHaveURL('/dashboard');
  await expect(page.getByRole('main')).toContainText(own.customerNumber);

  await page.goto('/account');
  const sheet = page.getByRole('region', { name: 'Klienci na tym koncie' });
  await sheet.locator('summary', { hasText: other.customerNumber }).click();
  await sheet.locator(`#nickname-${other.customerNumber}`).fill('Mama');
  await sheet.locator('details[open]').getByRole('button', { name: 'Zapisz nazwę' }).click();
  await expect(page.getByText('Nazwa została zapisana.')).toBeVisible();

  await page.goto('/overview');
  await page.getByRole('button', { name: 'Otwórz Mama' }).click();
  await expect(page.getByRole('main')).toContainText(other.customerNumber);

  await page.goto(`/account/customers/remove?customer=${other.customerNumber}`);
  await page.getByRole('button', { name: 'Usuń z mojego konta' }).click();
  await page.waitForURL('**/overview?removed=yes');
  await page.goto('/dashboard');
  await expect(page.getByRole('main')).toContainText(own.customerNumber);
});
