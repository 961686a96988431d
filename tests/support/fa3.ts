import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { writeFa3, type Fa3Draft } from '@/db/seed/fa3';
import { parseFa3 } from '@/lib/billing-import/fa3/parse';
import type { Fa3Invoice } from '@/lib/billing-import/fa3/document';
import { reason, type ImportError } from '@/lib/billing-import/errors';
import { day } from '@/lib/kernel/dates';
import { grosze } from '@/lib/kernel/money';

/** The folder of schema and samples beside the clone; null where there is none. */
export const SHARED = ((): string | null => {
  const folder = path.resolve(__dirname, '../../../shared/fa3');
  return existsSync(path.join(folder, 'FA3.xsd')) ? folder : null;
})();

const HAS_XMLLINT = ((): boolean => {
  try {
    execFileSync('xmllint', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
})();

/** Can documents be held against the schema here? */
export const CAN_VALIDATE = SHARED !== null && HAS_XMLLINT;

/** What the schema says against some documents, one string; '' when all are valid. */
export function schemaErrors(documents: readonly Uint8Array[]): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'ibok-fa3-'));
  try {
    const files = documents.map((bytes, i) => {
      const file = path.join(folder, `${i}.xml`);
      writeFileSync(file, bytes);
      return file;
    });
    const schema = path.join(SHARED!, 'FA3.xsd');
    execFileSync('xmllint', ['--nonet', '--noout', '--schema', schema, ...files], { stdio: 'pipe' });
    return '';
  } catch (error) {
    return String((error as { stderr?: Buffer }).stderr ?? error);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

export const sample = (name: string): Buffer => readFileSync(path.join(SHARED!, 'samples', name));

/** A small, valid invoice: 20 m³ of water at 5.00 zł, 8 % VAT, 108.00 zł gross. */
export const DRAFT: Fa3Draft = {
  number: 'FV/2026/11/000001',
  issuedOn: day('2026-11-05'),
  writtenAt: '2026-11-05T08:00:00Z',
  saleFrom: day('2026-10-01'),
  saleTo: day('2026-10-31'),
  seller: {
    nip: '9990001114',
    name: 'Wodociągi Przykładowe Sp. z o.o.',
    address: { line1: 'ul. Studzienna 1', line2: '00-001 Przykładowo' },
  },
  buyer: { name: 'Jan Przykładowy', customerNumber: 'K-0012345' },
  vat: [{ rate: '8', net: grosze(10000), vat: grosze(800) }],
  gross: grosze(10800),
  lines: [{ name: 'Woda', unit: 'm3', quantity: '20', netPrice: '5.00', net: grosze(10000), rate: '8' }],
  dueOn: day('2026-11-24'),
};

/** The document of a draft as text, one element a line, so that tests can change it and name lines. */
export const xmlOf = (draft: Fa3Draft = DRAFT): string =>
  new TextDecoder().decode(writeFa3(draft)).replace(/></g, '>\n<');

/** 1-based line of the first occurrence. */
export const lineOf = (text: string, needle: string): number =>
  text.slice(0, text.indexOf(needle)).split('\n').length;

export function parsed(bytes: Uint8Array | string): Fa3Invoice {
  const result = parseFa3(typeof bytes === 'string' ? Buffer.from(bytes) : bytes, 'invoices/a.xml');
  if (result.ok) return result.invoice;
  throw new Error(result.errors.map(error => `${error.line}: ${sentence(error)}`).join('\n'));
}

export function refused(bytes: Uint8Array | string): ImportError[] {
  const result = parseFa3(typeof bytes === 'string' ? Buffer.from(bytes) : bytes, 'invoices/a.xml');
  if (!result.ok) return result.errors;
  throw new Error('the document was accepted');
}

export const sentence = (error: ImportError, locale: 'pl' | 'en' = 'en'): string =>
  reason(error.code, error.params, locale);

/** Milliseconds of processor that something takes; unlike the clock, it does not mind a busy machine. */
export function cpuMs(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
