import { execFileSync } from 'node:child_process';
import type { Page } from '@playwright/test';
import { generateSync } from 'otplib';
import { signIn } from './support';

export interface StaffSignIn {
  email: string;
  password: string;
  /** of the second factor, base32 */
  secret: string;
}

let made = 0;

/** Runs a command of the portal under test. @returns what it prints */
export const portalCommand = (...args: string[]): string =>
  execFileSync(process.execPath, ['scripts/cli.mjs', ...args], {
    env: {
      PATH: process.env.PATH,
      NODE_ENV: 'test',
      APP_ENV: 'test',
      AUTH_SECRET: 'x'.repeat(32),
      DATABASE_URL: process.env.E2E_DATABASE_URL,
    },
    encoding: 'utf8',
  });

/** A new account of staff. @returns its one-time password */
export function newStaff(role: string): { email: string; password: string } {
  const email = `obsluga.${process.pid}.${Date.now()}.${++made}@example.com`;
  const output = portalCommand('staff', 'add', email, '--role', role);
  return { email, password: output.trim().split(/\s+/).at(-1) ?? '' };
}

/**
 * A code of the app that holds this secret. @param ahead steps of half a minute: the present step's code may
 * have been used; the next one's is taken as well
 */
export const appCode = (secret: string, ahead = 0): string =>
  generateSync({ secret, epoch: Math.floor(Date.now() / 1000) + 30 * ahead });

/** On a page that asks for it: begins, reads the secret, gives the first code and keeps the codes. */
export async function setUpSecondFactor(page: Page): Promise<{ secret: string; recoveryCodes: string[] }> {
  await page.getByRole('button', { name: /^(Zaczynamy|Let us begin)$/ }).click();
  const key = page.getByRole('main').locator('code');
  await key.waitFor();
  const secret = (await key.innerText()).trim();
  await page.locator('[name=code]').fill(appCode(secret));
  await page
    .getByRole('main')
    .locator('form', { has: page.locator('[name=code]') })
    .getByRole('button')
    .click();
  await page.waitForURL('**/second-factor/codes**');
  return { secret, recoveryCodes: await page.getByRole('main').locator('li code').allInnerTexts() };
}

/**
 * Signs in as somebody of staff who is made for it: one-time password, own password, second factor. Each test
 * has its own, because the code of one account is taken once. Ends on the first page of staff, or on `next`.
 */
export async function signInAsStaff(page: Page, role = 'administrator'): Promise<StaffSignIn> {
  const { email, password: assigned } = newStaff(role);
  const password = 'cztery słowa o pogodzie';
  await signIn(page, { email, password: assigned });
  await page.locator('[name=password]').fill(assigned);
  await page.locator('[name=newPassword]').fill(password);
  await page
    .getByRole('main')
    .locator('form', { has: page.locator('[name=newPassword]') })
    .getByRole('button', { name: /^(Zmień hasło|Change the password)$/ })
    .click();
  await page.waitForURL('**/second-factor');
  const { secret } = await setUpSecondFactor(page);
  await page.getByRole('button', { name: /^(Mam je zapisane|I have kept them)$/ }).click();
  await page.waitForURL('**/admin');
  return { email, password, secret };
}

/** Goes to a screen of the office by its navigation: beside the page on a desk, in a disclosure on a phone. */
export async function openScreen(page: Page, name: string): Promise<void> {
  const menu = page.locator('nav summary:visible').filter({ hasText: /^(Menu biura|Office menu)/ });
  if (await menu.count()) await menu.click();
  await page
    .getByRole('navigation', { name: /^(Ekrany biura|Screens of the office)$/ })
    .getByRole('link', { name: new RegExp(`^${name}`) })
    .click();
}
