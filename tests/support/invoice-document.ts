import type { InvoiceDocument, InvoiceLine } from '@/lib/invoices/queries';
import { day } from '@/lib/kernel/dates';
import { grosze } from '@/lib/kernel/money';
import { litres } from '@/lib/kernel/volume';

/** A line of 14,426 m³ of water for 73,86 zł net. */
export const invoiceLine = (lineNo: number, more: Partial<InvoiceLine> = {}): InvoiceLine => ({
  lineNo,
  before: false,
  name: 'Woda – taryfa do 14.10.2026',
  unit: 'm3',
  quantity: '14.426',
  netPrice: '5.12',
  net: grosze(7_386),
  vatRate: '8',
  meterSerial: '22-1234567',
  meterRole: 'main',
  readingFrom: litres(412_000),
  readingTo: litres(426_426),
  ...more,
});

/** A household's invoice of 272,20 zł with 259,86 zł left to pay, as the PDF is made of it. */
export const invoiceDocument = (more: Partial<InvoiceDocument> = {}): InvoiceDocument => ({
  ref: '0123456789',
  number: 'FV/2026/11/000118',
  issuedOn: day('2026-11-05'),
  saleFrom: day('2026-09-01'),
  saleTo: day('2026-10-31'),
  dueOn: day('2026-11-30'),
  net: grosze(25_204),
  vat: grosze(2_016),
  gross: grosze(27_220),
  currency: 'PLN',
  kind: 'VAT',
  isCorrection: false,
  correctionReason: null,
  ksefNumber: null,
  xmlSha256: null,
  toPay: grosze(25_986),
  bankAccount: '94000000000000001234500017',
  contractNumber: 'U/2024/0456',
  servicePoint: { street: 'Młyńska', building: '14', unit: '3', postalCode: '66-300', city: 'Międzyrzecz' },
  customer: {
    customerNumber: 'K-000118',
    kind: 'person',
    name: 'Żaneta Gęślą-Jaźń',
    nip: null,
    street: 'Młyńska',
    building: '14',
    unit: '3',
    postalCode: '66-300',
    city: 'Międzyrzecz',
    bankAccount: null,
    bankAccountChangedAt: null,
  },
  lines: [invoiceLine(1), invoiceLine(2, { name: 'Ścieki' })],
  vatByRate: [{ rate: '8', net: grosze(25_204), vat: grosze(2_016) }],
  notes: [
    { kind: 'description', lineNo: null, key: 'Punkt poboru', value: 'ul. Młyńska 14/3', amount: null },
    {
      kind: 'deduction',
      lineNo: null,
      key: 'Nadpłata z poprzednich okresów',
      value: '',
      amount: grosze(1_234),
    },
  ],
  corrects: [],
  ...more,
});
