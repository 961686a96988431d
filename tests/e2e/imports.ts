import type { Page } from '@playwright/test';
import { withSql } from './readings';

/** One test at a time: only the last import can be undone, and another's may come between. */
export const whileNobodyImports = (work: () => Promise<void>): Promise<void> =>
  withSql(async sql => {
    await sql`select pg_advisory_lock(hashtext('tests/e2e/imports'))`;
    await work();
  });

/** Two customers; the names differ from test to test, so that several may run on one portal. */
export const customersCsv = (mark: string, second = 'Jan Importowy'): string =>
  [
    'customer_number,kind,name,city',
    `IMP-${mark}-1,person,Anna Importowa,Pszczew`,
    `IMP-${mark}-2,person,${second},Pszczew`,
  ].join('\n') + '\n';

export async function uploadCsv(page: Page, text: string): Promise<void> {
  await page.goto('/admin/imports');
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'customers.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });
  await page.getByRole('button', { name: 'Prześlij i sprawdź' }).click();
  await page.waitForURL(/\/admin\/imports\/[0-9A-Z]{10}$/);
}
