import * as fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type postgres from 'postgres';
import { ZipFile } from 'yazl';

/** Files of a package by their path in it. */
export type Files = Record<string, string | Buffer>;

const made: string[] = [];
afterAll(() => {
  for (const folder of made.splice(0)) fs.rmSync(folder, { recursive: true, force: true });
});

export function temporaryFolder(): string {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'ibok-package-'));
  made.push(folder);
  return folder;
}

/** Writes a package as a folder. @returns its path; it is removed after the tests of the file */
export function folderOf(files: Files): string {
  const folder = temporaryFolder();
  for (const [name, content] of Object.entries(files)) {
    fs.mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    fs.writeFileSync(path.join(folder, name), content);
  }
  return folder;
}

/** Writes a package as a zip archive. */
export async function zipOf(files: Files): Promise<string> {
  const zip = new ZipFile();
  for (const [name, content] of Object.entries(files)) zip.addBuffer(Buffer.from(content), name);
  zip.end();
  const target = path.join(temporaryFolder(), 'package.zip');
  await new Promise<void>((resolve, reject) => {
    zip.outputStream.pipe(fs.createWriteStream(target)).on('close', resolve).on('error', reject);
  });
  return target;
}

const ACCOUNT = '94000000000000001234500017';

/** One sound package with every kind of file in it: two customers, a garden meter, a correction. */
export const SOUND = {
  'customers.csv': [
    'customer_number,kind,name,nip,email,phone,street,building,unit,postal_code,city,bank_account',
    `K-1,person,Łucja Żółć,,lucja@example.pl,601 202 303,Polna,1,2,66-300,Międzyrzecz,${ACCOUNT}`,
    'K-2,business,"Młyn ""Źródło"", sp. z o.o.",856-734-62-15,,,Główna,7,,66-300,Międzyrzecz,',
  ],
  'service_points.csv': [
    'service_point_number,street,building,unit,postal_code,city',
    'P-1,Polna,1,2,66-300,Międzyrzecz',
    'P-2,Główna,7,,66-300,Międzyrzecz',
  ],
  'contracts.csv': [
    'contract_number,customer_number,service_point_number,service,tariff_group,signed_on,starts_on,ends_on',
    'U-1,K-1,P-1,water_sewage,G1,2023-12-01,2024-01-01,',
    'U-2,K-2,P-2,water,G2,2024-02-01,2024-02-01,2026-12-31',
  ],
  'meters.csv': [
    'serial_number,service_point_number,role,digits,installed_on,removed_on,legalisation_valid_until',
    'W-1,P-1,main,5,2024-01-01,,2028-12-31',
    'W-2,P-1,additional,,2024-04-01,2025-10-01,2029-03-31',
  ],
  'readings.csv': [
    'meter_serial,read_on,value_m3,kind',
    'W-1,2024-01-01,0,install',
    'W-1,2024-06-30,61.5,actual',
    'W-1,2024-12-31,123.456,remote',
    'W-2,2024-04-01,3,install',
  ],
  'tariffs.csv': [
    'tariff_group,item,valid_from,valid_to,net_price,vat_rate',
    'G1,water,2026-01-01,2026-12-31,5.48,8',
    'G1,sewage,2026-01-01,,8.90,8',
  ],
  'invoices.csv': [
    'invoice_number,customer_number,contract_number,issued_on,sale_from,sale_to,due_on,net,vat,gross,corrects_invoice,ksef_number',
    'F/1,K-1,U-1,2026-10-05,2026-09-01,2026-09-30,2026-10-19,1234.50,98.76,1333.26,,',
    'F/2,K-2,U-2,2026-10-06,2026-09-01,2026-09-30,2026-10-20,100,8,108,,5265877635-20250826-0100001AF629-AF',
    'F/2/K,K-2,U-2,2026-10-20,2026-09-01,2026-09-30,2026-11-03,-10,-0.80,-10.80,F/2,',
  ],
  'invoice_lines.csv': [
    'invoice_number,line_no,name,unit,quantity,net_price,net,vat_rate,meter_serial,reading_from,reading_to',
    'F/1,1,Woda,m3,200.123456,5.12345678,1034.50,8,W-1,100,300.123',
    'F/1,2,Abonament,mies.,2,100,200,8,,,',
    'F/2,1,Woda,m3,20,5,100,8,W-9,1,21',
  ],
  'payments.csv': [
    'payment_id,customer_number,booked_on,amount,invoice_number,title',
    'B-1,K-1,2026-10-10,1333.26,F/1,za wodę',
    'B-2,K-2,2026-10-11,-5.20,F/OLD,zwrot',
  ],
  'accounts.csv': ['email,customer_number,phone,locale', 'Lucja@Example.pl,K-1,601202303,pl'],
  'e_invoice_consents.csv': [
    'customer_number,accepted_on,delivery,email,channel,withdrawn_on',
    'K-1,2025-05-01,both,lucja@example.pl,paper,',
    'K-2,2024-05-01,portal,,scan,2025-01-31',
  ],
  'notification_preferences.csv': [
    'customer_number,kind,channel,enabled',
    'K-1,invoice_issued,sms,true',
    'K-1,payment_due,email,false',
  ],
} as const;

export type SoundName = keyof typeof SOUND;

/** The sound package, with some files replaced (or left out by null). */
export function soundPackage(
  changes: Record<string, readonly string[] | string | Buffer | null> = {},
): Files {
  const files: Files = {};
  for (const [name, lines] of Object.entries({ ...SOUND, ...changes })) {
    if (lines === null) continue;
    files[name] = typeof lines === 'string' || Buffer.isBuffer(lines) ? lines : `${lines.join('\n')}\n`;
  }
  return files;
}

/** Everything that an import could have changed, as one text: equal texts, equal databases. */
export async function contents(sql: postgres.Sql): Promise<string> {
  const tables = await sql<{ name: string }[]>`
    select table_name as name from information_schema.tables
     where table_schema = 'public' and table_type = 'BASE TABLE' order by 1`;
  const parts: string[] = [];
  for (const { name } of tables) {
    const [row] = await sql.unsafe<{ hash: string | null; count: string }[]>(
      `select count(*), md5(string_agg(t::text, '|' order by t::text)) as hash from ${name} t`,
    );
    parts.push(`${name} ${row?.count} ${row?.hash}`);
  }
  return parts.join('\n');
}
