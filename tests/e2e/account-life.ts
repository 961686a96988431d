import type { Page } from '@playwright/test';
import postgres from 'postgres';
import {
  codeFor,
  newestMail,
  PASSWORD,
  registrable,
  sendRegistration,
  type Registrable,
} from './registration';

/** Registers a customer of the demo data; ends signed in, on the dashboard. */
export async function registered(page: Page): Promise<Registrable> {
  const who = await registrable();
  await sendRegistration(page, who);
  await page.locator('[name=code]').fill(await codeFor(page, who.email));
  await page.getByRole('button', { name: 'Załóż konto' }).click();
  await page.waitForURL('**/dashboard**');
  return who;
}

/** The button of a page's own form. */
export const press = (page: Page, name: string | RegExp) =>
  page.getByRole('main').getByRole('button', { name, exact: true }).click();

export async function signOut(page: Page): Promise<void> {
  await page
    .getByRole('button', { name: /^Wyloguj/ })
    .first()
    .click();
  await page.waitForURL('**/login**');
}

/** The address in the newest mail that sets a password. */
export async function linkFor(page: Page, to: string): Promise<string> {
  const { mail, text } = await newestMail(page, to);
  await mail.close();
  const link = /https?:\/\/\S+\/(?:password\/reset|activate)\?token=[\w-]+/.exec(text)?.[0];
  if (!link) throw new Error(`no link in the mail to ${to}:\n${text}`);
  return link;
}

/** Lets time pass for the sessions of an account: as if it had last been seen so many minutes ago. */
export async function idleFor(email: string, minutes: number): Promise<void> {
  const sql = postgres(process.env.E2E_DATABASE_URL ?? '', { max: 1 });
  await sql`
    update sessions set last_seen_at = now() - make_interval(mins => ${minutes})
    where account_id = (select id from accounts where email = ${email})`;
  await sql.end();
}

/** An account as an import leaves it: without a password. */
export async function forgetPassword(email: string): Promise<void> {
  const sql = postgres(process.env.E2E_DATABASE_URL ?? '', { max: 1 });
  await sql`update accounts set password_hash = null where email = ${email}`;
  await sql.end();
}

export const NEW_PASSWORD = 'rower śliwka latarnia';
export { codeFor, newestMail, PASSWORD };
