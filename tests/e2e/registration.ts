import postgres from 'postgres';
import { expect, type Page } from '@playwright/test';

export interface Registrable {
  customerNumber: string;
  invoiceNumber: string;
  /** as Poles write it, e.g. `433,36` */
  invoiceGross: string;
  meterSerial: string;
  /** never used before */
  email: string;
}

let made = 0;

/** A customer of the demo data whom nobody has registered, with a recent invoice and a meter. */
export async function registrable(): Promise<Registrable> {
  const sql = postgres(process.env.E2E_DATABASE_URL ?? '', { max: 1 });
  try {
    const [row] = await sql<(Omit<Registrable, 'email' | 'invoiceGross'> & { gross: number })[]>`
      select c.customer_number as "customerNumber", i.invoice_number as "invoiceNumber", i.gross_gr::int as gross,
             m.serial_number as "meterSerial"
      from customers c
        join invoices i on i.customer_id = c.id and i.issued_on > current_date - 300 and i.gross_gr > 0
        join contracts k on k.customer_id = c.id and k.ends_on is null
        join meters m on m.service_point_id = k.service_point_id and m.removed_on is null
      where not exists (select from account_customers a where a.customer_id = c.id)
      order by random() limit 1`;
    if (!row) throw new Error('everybody in the demo data is registered');
    const { gross, ...rest } = row;
    const digits = String(gross).padStart(3, '0');
    const invoiceGross = `${digits.slice(0, -2)},${digits.slice(-2)}`;
    return { ...rest, invoiceGross, email: `e2e.${process.pid}.${Date.now()}.${++made}@example.pl` };
  } finally {
    await sql.end();
  }
}

export const PASSWORD = 'koń bateria zszywka';

/** Fills in the form as a person would, with blanks and lower case, and sends it. */
export async function sendRegistration(page: Page, who: Partial<Registrable>): Promise<void> {
  await page.goto('/register');
  for (const [name, value] of Object.entries(who)) await page.locator(`[name=${name}]`).fill(value);
  await page.locator('[name=password]').fill(PASSWORD);
  await page.locator('[name=acceptTerms]').check();
  await page.getByRole('button', { name: 'Wyślij mi kod' }).click();
  await page.waitForURL('**/register/code');
}

/** Opens the newest mail to an address on /outbox, in a tab of its own, and hands over its plain text. */
export async function newestMail(page: Page, to: string): Promise<{ mail: Page; text: string }> {
  const mail = await page.context().newPage();
  await mail.goto('/outbox');
  await mail.getByRole('main').getByRole('link').filter({ hasText: to }).first().click();
  await mail.waitForURL('**/outbox/*');
  return { mail, text: await mail.getByRole('main').innerText() };
}

/** The code of the newest mail to an address. */
export async function codeFor(page: Page, to: string): Promise<string> {
  const { mail, text } = await newestMail(page, to);
  await mail.close();
  const code = /^\d{6}$/m.exec(text)?.[0];
  expect(code, `a code in the mail to ${to}`).toBeDefined();
  return code ?? '';
}
