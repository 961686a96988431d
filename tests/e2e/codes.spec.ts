/** The codes as they stand on the real pages and in the real PDF, read by an independent reader. */
import type { Locator, Page } from '@playwright/test';
import { fieldsOf, pdfPages, readQr } from '../support/qr';
import { checkPage, demoSignIn, expect, signIn, test } from './support';

/** What a camera sees of a code, in both colour schemes. */
async function scanned(page: Page, code: Locator): Promise<string[]> {
  const read: string[] = [];
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await code.scrollIntoViewIfNeeded();
    read.push((await readQr(await code.screenshot())) ?? '');
  }
  await page.emulateMedia({ colorScheme: null });
  return read;
}

/** What the page says beside the code. */
async function written(page: Page | Locator) {
  const value = async (name: string) =>
    page.locator('dt', { hasText: name }).locator('xpath=following-sibling::dd[1]').first().innerText();
  const amount = (await value('Kwota')).replace(/[^\d,]/g, '').replace(',', '');
  return {
    account: (await value('Numer konta')).replace(/\s/g, ''),
    title: await value('Tytuł przelewu'),
    amount: amount.padStart(6, '0'),
  };
}

test('the dashboard’s code is the transfer that stands beside it', async ({ page }) => {
  await signIn(page, demoSignIn('dwie faktury po terminie'));
  await page.locator('summary', { hasText: 'Zapłać przelewem' }).click();
  const { account, title, amount } = await written(page);
  const code = page.getByRole('img', { name: /^Kod do przelewu na/ });
  for (const read of await scanned(page, code)) {
    expect(fieldsOf(read)).toEqual([
      ...['9990001137', 'PL', account, amount, 'MPWiK Międzyrzecz', title, '', '', ''],
    ]);
  }
  const size = (await code.boundingBox())!;
  expect(size.width).toBeGreaterThanOrEqual(68); // 1.8 cm at 96 dots an inch
  await checkPage(page);
});

test('an invoice offers itself and everything due, each with a code of its own', async ({ page }) => {
  await signIn(page, demoSignIn('dwie faktury po terminie'));
  await page.goto('/invoices?state=to_pay');
  await page.locator('main li a').first().click();
  await page.locator('summary', { hasText: 'Zapłać przelewem' }).click();
  const number = (await page.getByRole('heading', { level: 1 }).innerText()).split(' ').at(-1)!;
  const one = await scanned(page, page.getByRole('img', { name: /^Kod do przelewu na/ }).first());
  expect(fieldsOf(one[0]!)[5]).toMatch(new RegExp(`^${number}, K-\\d{6}$`));
  expect(one[1]).toBe(one[0]);
  await page.locator('summary', { hasText: 'Wszystko, co jest do zapłaty' }).click();
  const all = await scanned(page, page.getByRole('img', { name: /^Kod do przelewu na/ }).nth(1));
  expect(fieldsOf(all[0]!)[5]).toMatch(/^Faktury, klient K-\d{6}$/);
  expect(Number(fieldsOf(all[0]!)[3])).toBeGreaterThan(Number(fieldsOf(one[0]!)[3]));
  await checkPage(page);

  const href = (await page.getByRole('link', { name: 'Pobierz PDF' }).getAttribute('href'))!;
  const [first] = await pdfPages(await (await page.request.get(href)).body());
  const printed = fieldsOf(await readQr(first!, { left: 0.5, top: 0.3 }));
  expect([...printed.slice(0, 3), printed[5]]).toEqual([
    ...fieldsOf(one[0]!).slice(0, 3),
    fieldsOf(one[0]!)[5],
  ]);
});

test('a business quotes the KSeF number, and code I leads to the document', async ({ page }) => {
  await signIn(page, demoSignIn('firma z NIP'));
  await page.goto('/invoices?state=to_pay');
  await page.locator('main li a').first().click();
  const ksef = await page.getByText(/^\d{10}-\d{8}-[0-9A-F]{12}-[0-9A-F]{2}$/).innerText();
  const [light, dark] = await scanned(
    page,
    page.getByRole('img', { name: 'Kod weryfikujący fakturę w KSeF' }),
  );
  expect(light).toMatch(/^https:\/\/qr\.ksef\.mf\.gov\.pl\/invoice\/9990001137\/\d\d-\d\d-\d{4}\/[\w-]{43}$/);
  expect(dark).toBe(light);
  await expect(page.getByRole('link', { name: 'Sprawdź fakturę w KSeF' })).toHaveAttribute('href', light!);

  await page.locator('summary', { hasText: 'Zapłać przelewem' }).click();
  const [transfer] = await scanned(page, page.getByRole('img', { name: /^Kod do przelewu na/ }).first());
  expect(fieldsOf(transfer!)[5]).toBe(ksef.replaceAll('-', ''));
  expect((await written(page)).title).toContain(ksef);

  const href = (await page.getByRole('link', { name: 'Pobierz PDF' }).getAttribute('href'))!;
  const [first] = await pdfPages(await (await page.request.get(href)).body());
  expect(await readQr(first!, { left: 0.6, height: 0.3 })).toBe(light);
  expect(fieldsOf(await readQr(first!, { left: 0.5, top: 0.3 }))[5]).toBe(ksef.replaceAll('-', ''));
});

test('to a changed account that nobody has confirmed there is no code', async ({ page }) => {
  await signIn(page, demoSignIn('zmieniony rachunek'));
  await page.locator('summary', { hasText: 'Zapłać przelewem' }).click();
  await expect(page.getByText('Ten numer konta jest nowy')).toBeVisible();
  await expect(page.getByRole('img', { name: /^Kod do przelewu/ })).toHaveCount(0);
});
