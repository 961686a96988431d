import type { Page } from '@playwright/test';
import { withSql } from './readings';
import { newestMail } from './registration';

/** Nothing of an earlier run stands in the way. */
export const forgetMoveOuts = () =>
  withSql(sql => sql`update cases set state = 'closed' where kind = 'move_out'`);

/** Goes to the first property. */
export async function toProperty(page: Page): Promise<void> {
  await page.goto('/move-out');
  const which = page.getByRole('region', { name: 'Którą nieruchomość przekazujesz?' });
  if (await which.isVisible()) await which.getByRole('link').first().click();
}

/** Goes to the form of the first property. */
export async function toForm(page: Page): Promise<void> {
  await toProperty(page);
  await page.getByLabel('Dzień przekazania').waitFor();
}

/** Types for each meter one m³ more than is known of it. */
export async function fillStates(page: Page): Promise<void> {
  const fields = page.locator('input[name^=state]');
  for (let index = 0; index < (await fields.count()); index++) {
    const field = fields.nth(index);
    const hint = page.locator(`#${await field.getAttribute('id')}-hint`);
    const known = (await hint.count()) === 0 ? '' : await hint.innerText();
    const state = /stan: ([\d\s]+)/.exec(known)?.[1]?.replace(/\s/g, '') ?? '0';
    await field.fill(String(Number(state) + 1));
  }
}

export async function fillAddress(page: Page): Promise<void> {
  await page.getByLabel('Ulica, numer domu i lokalu').fill('Polna 7');
  await page.getByLabel('Kod pocztowy').fill('66-400');
  await page.getByLabel('Miejscowość').fill('Gorzów Wielkopolski');
}

/** The path of the link in the newest mail to the new party. */
export async function moveInLink(page: Page, email: string): Promise<string> {
  const { mail, text } = await newestMail(page, email);
  await mail.close();
  const link = /\/move-in\/[\w-]{32}/.exec(text)?.[0];
  if (!link) throw new Error(`no link in the mail to ${email}:\n${text}`);
  return link;
}
