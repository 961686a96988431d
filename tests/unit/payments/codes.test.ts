/** The drawn codes, on screen and in the PDF, read back by readers that know nothing of how they were drawn. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { createElement } from 'react';
import { QrCode } from '@/components/ui/qr-code';
import { renderInvoice } from '@/lib/invoices/pdf/render';
import { day } from '@/lib/kernel/dates';
import { sha256 } from '@/lib/kernel/hash';
import { grosze } from '@/lib/kernel/money';
import { drawQr } from '@/lib/kernel/qr';
import { ksefVerificationUrl } from '@/lib/ksef/rules';
import {
  payableTogether,
  titleOfAll,
  titleOfInvoice,
  transferCode,
  transferCodeIfAny,
} from '@/lib/payments/rules';
import { utility } from '@/lib/utility';
import { invoiceDocument } from '../../support/invoice-document';
import { fieldsOf, pdfPages, readQr } from '../../support/qr';

const ACCOUNT = '94000000000000001234500017';
const transfer = {
  nip: '9990001137',
  account: ACCOUNT,
  amount: grosze(12_345),
  recipient: 'MPWiK Międzyrzecz',
  title: 'FV/2026/11/000118, K-000118',
};

/** The component's SVG as a picture, as a phone's camera sees it. */
async function drawn(text: string, level?: 'L' | 'M'): Promise<Buffer> {
  const { renderToStaticMarkup } = await import('react-dom/server');
  const svg = renderToStaticMarkup(createElement(QrCode, { text, label: 'kod', level }));
  return Buffer.from(
    svg.replace('<svg ', '<svg xmlns="http://www.w3.org/2000/svg" width="360" height="360" '),
  );
}

const AMOUNTS: readonly (readonly [number, string])[] = [
  [1, '000001'],
  [10, '000010'],
  [99, '000099'],
  [12_345, '012345'],
  [100_000, '100000'],
  [1_000_000, '1000000'],
  [12_345_678, '12345678'],
  [999_999_999, '999999999'],
];
const TEXTS: readonly (readonly [recipient: string, inCode: string, title: string, inCode: string])[] = [
  ['MPWiK Międzyrzecz', 'MPWiK Międzyrzecz', 'FV/2026/11/000118, K-000118', 'FV/2026/11/000118, K-000118'],
  [
    'Międzyrzeckie Przedsiębiorstwo Wodociągów',
    'Międzyrzeckie Przeds',
    'Zażółć gęślą jaźń ZAŻÓŁĆ GĘŚLĄ JAŹŃ i dalej',
    'Zażółć gęślą jaźń ZAŻÓŁĆ GĘŚLĄ J',
  ],
  ['ŻŻŻŻŻŻŻŻŻŻŻŻŻŻŻŻŻŻŻŻŻ', 'ŻŻŻŻŻŻŻŻŻŻŻŻŻŻŻŻŻŻŻŻ', 'Ł'.repeat(33), 'Ł'.repeat(32)],
  ['a|b  c\n d', 'a b c d', '123456789 123456789 123456789 1  koniec', '123456789 123456789 123456789 1'],
];

describe('on the page', () => {
  it.each(AMOUNTS)('%d gr is read as %s', async (amount, read) => {
    const code = await readQr(await drawn(transferCode({ ...transfer, amount: grosze(amount) })));
    expect(fieldsOf(code)).toEqual([
      ...['9990001137', 'PL', ACCOUNT, read, 'MPWiK Międzyrzecz', 'FV/2026/11/000118, K-000118'],
      ...['', '', ''],
    ]);
  });

  it.each(TEXTS)('%s → %s, %s → %s', async (recipient, recipientRead, title, titleRead) => {
    const code = await readQr(await drawn(transferCode({ ...transfer, recipient, title })));
    expect(fieldsOf(code)).toEqual([
      ...['9990001137', 'PL', ACCOUNT, '012345', recipientRead, titleRead],
      ...['', '', ''],
    ]);
  });

  it('is of level L, as banks ask, with a quiet zone of four modules', () => {
    const { path: line, size } = drawQr(transferCode(transfer), 'L');
    // Format bits at the left of the ninth row: 01 for L, masked with 10.
    expect(line).toMatch(/M4 12\.5h[2-9]/);
    const rows = [...line.matchAll(/M(\d+) (\d+)\.5/g)].map(([, x, y]) => [Number(x), Number(y)] as const);
    expect(Math.min(...rows.map(([x]) => x))).toBe(4);
    expect(Math.min(...rows.map(([, y]) => y))).toBe(4);
    expect(Math.max(...rows.map(([, y]) => y))).toBe(size - 5);
  });

  it('stays small: the largest code is less than 8 kB of page', async () => {
    const text = transferCode({ ...transfer, recipient: 'Ż'.repeat(20), title: 'Ł'.repeat(32) });
    expect((await drawn(text)).length).toBeLessThan(8_000);
  });
});

describe('in the PDF', () => {
  const right = { left: 0.5, top: 0.3 };
  const codeOne = { left: 0.6, height: 0.3 };
  const { nip, transferName } = utility();

  it.each(AMOUNTS)('%d gr to pay is read as %s', async (amount, read) => {
    const pdf = await renderInvoice(invoiceDocument({ toPay: grosze(amount) }));
    const [page] = await pdfPages(pdf);
    expect(fieldsOf(await readQr(page!, right))).toEqual([
      ...[nip, 'PL', ACCOUNT, read, transferName, 'FV/2026/11/000118, K-000118', '', '', ''],
    ]);
  });

  it('a long number is cut after 32 characters, Polish letters stay', async () => {
    const number = 'FAKTURA ŻÓŁWIA/2026/11/000118/ŁĄKOWA';
    const [page] = await pdfPages(await renderInvoice(invoiceDocument({ number })));
    expect(fieldsOf(await readQr(page!, right))[5]).toBe('FAKTURA ŻÓŁWIA/2026/11/000118/ŁĄ');
  });

  it('between VAT payers the title is the KSeF number without its hyphens, all 32 signs of it', async () => {
    const base = invoiceDocument({ ksefNumber: '9990001137-20261105-0100001AF629-50' });
    const pdf = await renderInvoice({ ...base, customer: { ...base.customer, nip: '8567346215' } });
    const [page] = await pdfPages(pdf);
    expect(fieldsOf(await readQr(page!, right))[5]).toBe('9990001137202611050100001AF62950');
  });

  it.each([
    ['in the customer’s favour', { toPay: grosze(-1_000) }],
    ['of nothing', { toPay: grosze(0) }],
    ['in another currency', { currency: 'EUR' }],
    ['to an account that is no Polish one', { bankAccount: 'DE02120300000000202051' }],
    [
      'to an account that was changed and is unconfirmed',
      { customer: { ...invoiceDocument().customer, bankAccountChangedAt: '2026-11-20T10:00:00Z' } },
    ],
  ])('%s: no code', async (_name, more) => {
    const [page] = await pdfPages(await renderInvoice(invoiceDocument(more)));
    expect(await readQr(page!, right)).toBeNull();
  });

  it('code I stands at the top right with the KSeF number, and leads to the document', async () => {
    const invoice = invoiceDocument({
      ksefNumber: '9990001137-20261105-0100001AF629-50',
      xmlSha256: sha256('<Faktura/>'),
    });
    const [page] = await pdfPages(await renderInvoice(invoice));
    expect(await readQr(page!, codeOne)).toBe(
      ksefVerificationUrl({ sellerNip: nip, issuedOn: invoice.issuedOn, xmlSha256: invoice.xmlSha256! }),
    );
  });

  it('without the document, or without the number, there is no code I', async () => {
    for (const more of [{ ksefNumber: '9990001137-20261105-0100001AF629-50' }, { xmlSha256: sha256('x') }]) {
      const [page] = await pdfPages(await renderInvoice(invoiceDocument(more)));
      expect(await readQr(page!, codeOne)).toBeNull();
    }
  });
});

describe('titles', () => {
  const invoice = { number: 'FV/2026/11/000118', customerNumber: 'K-000118' };
  const ksefNumber = '9990001137-20261105-0100001AF629-50';

  it('a household’s is number and customer, whether or not the invoice is in KSeF', () => {
    for (const ksef of [null, ksefNumber]) {
      const title = titleOfInvoice({ ...invoice, ksefNumber: ksef, nip: null });
      expect(title).toEqual({ text: 'FV/2026/11/000118, K-000118', inCode: 'FV/2026/11/000118, K-000118' });
    }
  });

  it('a business quotes the KSeF number: 35 signs to copy, 32 in the code', () => {
    const title = titleOfInvoice({ ...invoice, ksefNumber, nip: '8567346215' });
    expect(title).toEqual({
      text: `${ksefNumber}, FV/2026/11/000118`,
      inCode: '9990001137202611050100001AF62950',
    });
  });

  it('everything due in one transfer: households yes, a business with two KSeF invoices no, with one yes', () => {
    expect(titleOfAll('K-000118').inCode).toBe('Faktury, klient K-000118');
    const [inKsef, outside] = [{ ksefNumber }, { ksefNumber: null }];
    expect(payableTogether(null, [inKsef, inKsef])).toBe(true);
    expect(payableTogether('8567346215', [inKsef, outside])).toBe(false);
    expect(payableTogether('8567346215', [outside, outside])).toBe(true);
    expect(payableTogether('8567346215', [inKsef])).toBe(true);
  });

  it('no code for nothing, for too much, for an account with a slip', () => {
    expect(transferCodeIfAny({ ...transfer, amount: grosze(0) })).toBeNull();
    expect(transferCodeIfAny({ ...transfer, amount: grosze(1_000_000_000) })).toBeNull();
    expect(transferCodeIfAny({ ...transfer, account: '94000000000000001234500018' })).toBeNull();
    expect(transferCodeIfAny(transfer)).toBe(transferCode(transfer));
  });
});

describe('KSeF code I', () => {
  /** SHA-256 of the three bytes «abc» is the example of FIPS 180-4. */
  it('of «abc», issued on 5 November 2026, by 9990001137', () => {
    expect(
      ksefVerificationUrl({ sellerNip: '9990001137', issuedOn: day('2026-11-05'), xmlSha256: sha256('abc') }),
    ).toBe(
      'https://qr.ksef.mf.gov.pl/invoice/9990001137/05-11-2026/ungWv48Bz-pBQUDeXa4iI7ADYaOWF3qctBD_YfIAFa0',
    );
  });

  it('is read back from the page, 43 characters of hash', async () => {
    const url = ksefVerificationUrl({
      sellerNip: '9990001137',
      issuedOn: day('2026-11-05'),
      xmlSha256: sha256('<Faktura/>'),
    });
    expect(url.split('/').at(-1)).toHaveLength(43);
    expect(await readQr(await drawn(url, 'M'))).toBe(url);
  });

  it('of a sample document, over its exact bytes', () => {
    const file = path.resolve('../shared/fa3/samples/water-b2b-zalacznik.xml');
    let bytes: Buffer;
    try {
      bytes = readFileSync(file);
    } catch {
      return console.warn('../shared/fa3/samples is missing: no code of a sample document');
    }
    const text = bytes.toString('utf8');
    const found = (pattern: RegExp) => pattern.exec(text)?.[1] ?? '';
    const url = ksefVerificationUrl({
      sellerNip: found(/<Podmiot1>[\s\S]*?<NIP>(\d{10})/),
      issuedOn: day(found(/<P_1>([\d-]{10})/)),
      xmlSha256: sha256(bytes),
    });
    expect(url).toMatch(/^https:\/\/qr\.ksef\.mf\.gov\.pl\/invoice\/\d{10}\/\d\d-\d\d-\d{4}\/[\w-]{43}$/);
    // One byte more is another document.
    expect(sha256(Buffer.concat([bytes, Buffer.from('\n')]))).not.toBe(sha256(bytes));
  });
});
