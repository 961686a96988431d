import { execFileSync } from 'node:child_process';
import { pdfName, renderInvoice } from '@/lib/invoices/pdf/render';
import { grosze } from '@/lib/kernel/money';
import { invoiceDocument as invoice, invoiceLine as line } from '../../support/invoice-document';

/** The text of a PDF by poppler; null where that is not installed. */
function textOf(pdf: Uint8Array): string | null {
  try {
    return execFileSync('pdftotext', ['-layout', '-', '-'], { input: Buffer.from(pdf) }).toString();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

/** As `it`, for what only poppler can tell. */
const withPoppler = textOf.bind(null);

it('an invoice is one page in one embedded family, without a claim of PDF/UA', async () => {
  const bytes = Buffer.from(await renderInvoice(invoice()));
  const source = bytes.toString('latin1');
  expect(source.slice(0, 5)).toBe('%PDF-');
  const fonts = new Set(
    [...source.matchAll(/\/BaseFont\s*\/(?:[A-Z]{6}\+)?([\w-]+)/g)].map(match => match[1]),
  );
  expect([...fonts].sort()).toEqual(['DejaVuSans', 'DejaVuSans-Bold']);
  expect(source).not.toContain('pdfuaid');
  expect(source.match(/\/Type\s*\/Page\b/g)).toHaveLength(1);
  expect(bytes.length).toBeLessThan(100_000);
});

it('it says what to pay, with Polish letters, account, page number and deduction', async () => {
  const text = withPoppler(await renderInvoice(invoice()));
  if (text === null) return console.warn('pdftotext is not installed: the text of the PDF was not read');
  for (const part of [
    'Faktura VAT nr FV/2026/11/000118',
    'Żaneta Gęślą-Jaźń',
    'ul. Młyńska 14/3',
    '14,426 m³',
    '259,86 zł',
    '94 0000 0000 0000 0012 3450 0017',
    'Nadpłata z poprzednich okresów: 12,34 zł (odliczone)',
    'strona 1 z 1',
  ]) {
    expect(text.replace(/\u00a0/g, ' ')).toContain(part);
  }
});

it('a correction shows before and after, and an amount in the customer’s favour as such', async () => {
  const text = withPoppler(
    await renderInvoice(
      invoice({
        number: 'KOR/2026/11/000007',
        isCorrection: true,
        gross: grosze(-7_765),
        toPay: null,
        ksefNumber: '9990001114-20261105-0100001AF629-50',
        corrects: [{ number: 'FV/1', ref: null, ksefNumber: null, issuedOn: null, gross: null }],
        lines: [line(1, { before: true, quantity: '50' }), line(1, { quantity: '45' })],
      }),
    ),
  );
  if (text === null) return console.warn('pdftotext is not installed: the text of the PDF was not read');
  for (const part of [
    'Przed korektą',
    'Po korekcie',
    'Do zwrotu lub zaliczenia',
    'Wizualizacja faktury ustrukturyzowanej',
    '9990001114-20261105-0100001AF629-50',
  ]) {
    expect(text).toContain(part);
  }
});

it('sixty lines go over three pages, numbered', async () => {
  const text = withPoppler(
    await renderInvoice(invoice({ lines: Array.from({ length: 60 }, (_, i) => line(i + 1)) })),
  );
  if (text === null) return console.warn('pdftotext is not installed: the text of the PDF was not read');
  expect(text).toContain('strona 3 z 3');
});

it('its file is named after the number', () => {
  expect(pdfName('FV/2026/11/000118')).toBe('faktura_FV_2026_11_000118.pdf');
  expect(pdfName('FV 1"; rm')).toBe('faktura_FV_1_rm.pdf');
});
