import type { Page } from '@playwright/test';
import { registered } from './account-life';
import { withSql } from './readings';
import { expect } from './support';

export interface PaperCustomer {
  readonly email: string;
  readonly customerNumber: string;
  /** entries in the ledger so far */
  readonly entries: number;
}

/** A person newly registered whose invoices come on paper, whatever the demo data brought over. Ends signed in. */
export async function onPaper(page: Page): Promise<PaperCustomer> {
  const { email, customerNumber } = await registered(page);
  const entries = await withSql(async sql => {
    // Who is next in the demo data may be a business, and reads of KSeF first.
    await sql`update customers set kind = 'person', nip = null where customer_number = ${customerNumber}`;
    await sql`
      insert into e_invoice_consents (customer_id, action, effective_on, channel, source)
      select c.id, 'withdrawn', current_date - 1, 'paper', 'import' from customers c
      where c.customer_number = ${customerNumber}
        and exists (select from e_invoice_consents e where e.customer_id = c.id)`;
    const [row] = await sql<{ count: number }[]>`
      select count(*)::int from e_invoice_consents e join customers c on c.id = e.customer_id
      where c.customer_number = ${customerNumber}`;
    return row!.count;
  });
  return { email, customerNumber, entries };
}

/** Switches the e-invoice on, as chosen on the page. Ends on the page of its proof. */
export async function switchOn(page: Page): Promise<void> {
  await page.goto('/e-invoice');
  await page.locator('[name=acceptTerms]').check();
  await page.getByRole('main').getByRole('button', { name: 'Włącz e-fakturę' }).click();
  await page.waitForURL('**/e-invoice/proof/*');
}

/** What an address answers as: a PDF that nobody keeps or guesses at. */
export async function expectPdf(page: Page, path: string, isPrivate = true): Promise<void> {
  const answer = await page.request.get(path);
  expect(answer.status(), path).toBe(200);
  expect(answer.headers()).toMatchObject({
    'content-type': 'application/pdf',
    'x-content-type-options': 'nosniff',
    'cache-control': isPrivate ? 'private, no-store' : 'no-cache',
  });
  expect((await answer.body()).subarray(0, 5).toString()).toBe('%PDF-');
}
