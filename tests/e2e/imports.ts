import type { Page } from '@playwright/test';

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
