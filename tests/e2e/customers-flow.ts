import { expect, type Page } from '@playwright/test';
import { codeFor, registrable, sendRegistration, type Registrable } from './registration';

/** Registers somebody new, so that no other test's account changes; ends on the dashboard. */
export async function newAccount(page: Page): Promise<Registrable> {
  const { meterSerial, ...who } = await registrable();
  await sendRegistration(page, who);
  await page.locator('[name=code]').fill(await codeFor(page, who.email));
  await page.getByRole('button', { name: 'Załóż konto' }).click();
  await page.waitForURL('**/dashboard**');
  return { ...who, meterSerial };
}

/** Fills in and sends the form that adds a customer. @param email whose mailbox the code goes to */
export async function addCustomer(page: Page, email: string): Promise<Registrable> {
  const other = await registrable();
  await page.goto('/account/customers/add');
  await page.locator('main [name=customerNumber]').fill(other.customerNumber.toLowerCase().replace('-', ' '));
  await page.locator('[name=invoiceNumber]').fill(other.invoiceNumber);
  await page.locator('[name=invoiceGross]').fill(other.invoiceGross);
  await page.getByRole('button', { name: 'Wyślij mi kod' }).click();
  await page.waitForURL('**/add/code');
  await page.locator('[name=code]').fill(await codeFor(page, email));
  await page.getByRole('button', { name: 'Dodaj klienta' }).click();
  await page.waitForURL('**/overview?added=**');
  await expect(page.getByRole('status')).toContainText(other.customerNumber);
  return other;
}
