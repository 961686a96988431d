/**
 * Outside the suite, because it takes minutes: 20,000 customers with two years of history through the browser, and
 * their undo. `LARGE_IMPORT=20000 npx playwright test import-large`; prints how long each step took.
 */
import * as fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import postgres from 'postgres';
import { signInAsStaff } from './staff';
import { expect, test } from './support';

const CUSTOMERS = Number(process.env.LARGE_IMPORT ?? 0);
const READINGS = 24;
const INVOICES = 6;

const pad = (value: number) => String(value).padStart(6, '0');
const month = (at: number) => new Date(Date.UTC(2024, 10 + at, 1)).toISOString().slice(0, 10);

/** The package as files of their own: far more than a form's body may have elsewhere. */
function packageFiles(folder: string): string[] {
  const file = (name: string, head: string, rows: (customer: number) => string[]) => {
    const location = path.join(folder, name);
    const out = fs.openSync(location, 'w');
    fs.writeSync(out, `${head}\n`);
    for (let from = 0; from < CUSTOMERS; from += 1_000) {
      const lines = Array.from({ length: Math.min(1_000, CUSTOMERS - from) }, (_, i) =>
        rows(from + i),
      ).flat();
      fs.writeSync(out, `${lines.join('\n')}\n`);
    }
    fs.closeSync(out);
    return location;
  };
  const times = (count: number, row: (at: number) => string) =>
    Array.from({ length: count }, (_, at) => row(at));
  return [
    file('customers.csv', 'customer_number,kind,name,street,building,postal_code,city', c => [
      `BIG-${pad(c)},person,Osoba ${pad(c)},Długa,${c + 1},66-300,Międzyrzecz`,
    ]),
    file('service_points.csv', 'service_point_number,street,building,postal_code,city', c => [
      `BIG-P-${pad(c)},Długa,${c + 1},66-300,Międzyrzecz`,
    ]),
    file(
      'contracts.csv',
      'contract_number,customer_number,service_point_number,service,signed_on,starts_on',
      c => [`BIG-U-${pad(c)},BIG-${pad(c)},BIG-P-${pad(c)},water_sewage,2024-01-01,2024-01-01`],
    ),
    file('meters.csv', 'serial_number,service_point_number,role,digits,installed_on', c => [
      `BIG-W-${pad(c)},BIG-P-${pad(c)},main,5,2024-01-01`,
    ]),
    file('readings.csv', 'meter_serial,read_on,value_m3,kind', c =>
      times(READINGS, at => `BIG-W-${pad(c)},${month(at)},${100 + at * 9},actual`),
    ),
    file('invoices.csv', 'invoice_number,customer_number,contract_number,issued_on,due_on,net,vat,gross', c =>
      times(
        INVOICES,
        at =>
          `BIG/${pad(c)}/${at},BIG-${pad(c)},BIG-U-${pad(c)},${month(at * 4)},${month(at * 4 + 1)},100,8,108`,
      ),
    ),
    file('invoice_lines.csv', 'invoice_number,line_no,name,unit,quantity,net_price,net,vat_rate', c =>
      times(INVOICES * 2, at => `BIG/${pad(c)}/${at >> 1},${(at & 1) + 1},Woda,m3,10,5,50,8`),
    ),
    file('payments.csv', 'payment_id,customer_number,booked_on,amount,invoice_number', c =>
      times(
        INVOICES,
        at => `BIG-B-${pad(c)}-${at},BIG-${pad(c)},${month(at * 4 + 1)},108,BIG/${pad(c)}/${at}`,
      ),
    ),
  ];
}

test(
  '20,000 customers with history: upload, difference, import with progress, undo',
  { tag: '@desktop' },
  async ({ page }) => {
    test.skip(CUSTOMERS === 0, 'LARGE_IMPORT is not set');
    test.setTimeout(900_000);
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'ibok-large-'));
    const sql = postgres(process.env.E2E_DATABASE_URL ?? '', { max: 1 });
    const customers = async () => Number((await sql`select count(*) as n from customers`)[0]?.n);
    try {
      const files = packageFiles(folder);
      const bytes = files.reduce((sum, file) => sum + fs.statSync(file).size, 0);
      const before = await customers();
      await signInAsStaff(page, 'billing');
      await page.goto('/admin/imports');
      const seen = new Set<string>();
      const until = async (text: RegExp) => {
        const from = Date.now();
        while (!(await page.getByText(text).isVisible())) {
          const line = await page
            .locator('progress + p')
            .textContent({ timeout: 1_000 })
            .catch(() => null);
          if (line) seen.add(line);
          await page.waitForTimeout(500);
        }
        return `${((Date.now() - from) / 1000).toFixed(0)} s`;
      };
      const from = Date.now();
      await page.locator('input[type=file]').setInputFiles(files);
      await page.getByRole('button', { name: 'Prześlij i sprawdź' }).click({ timeout: 120_000 });
      await page.waitForURL(/\/admin\/imports\/[0-9A-Z]{10}$/, { timeout: 120_000 });
      const upload = `${((Date.now() - from) / 1000).toFixed(0)} s`;
      const checked = await until(/^Paczka jest w porządku/);
      await page.getByRole('button', { name: 'Potwierdź i zaimportuj' }).click();
      const applied = await until(/^Zaimportowano/);
      expect(await customers()).toBe(before + CUSTOMERS);
      await page.getByRole('link', { name: 'Cofnij ten import' }).click({ timeout: 120_000 });
      await page.getByRole('button', { name: 'Cofnij import', exact: true }).click({ timeout: 120_000 });
      const undone = await until(/^Import cofnięto/);
      expect(await customers()).toBe(before);
      console.log(
        `${CUSTOMERS} customers, ${(bytes / 1e6).toFixed(0)} MB: upload ${upload}, check ${checked}, import ${applied}, undo ${undone}`,
      );
      console.log([...seen].join('\n'));
    } finally {
      await sql.end();
      fs.rmSync(folder, { recursive: true, force: true });
    }
  },
);
