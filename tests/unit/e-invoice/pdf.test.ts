import { proofPdf } from '@/lib/e-invoice/pdf';
import type { Proof } from '@/lib/e-invoice/queries';
import { day } from '@/lib/kernel/dates';
import { sha256 } from '@/lib/kernel/hash';
import { termsPdf } from '@/lib/terms/pdf';
import { eInvoiceEn, eInvoicePl } from '@/lib/terms/texts/e-invoice';
import { utility } from '@/lib/utility';
import { fontsOf, pdfText } from '../../support/qr';

const bodyPl = eInvoicePl(utility()).trim();
const terms = {
  id: 1,
  version: '1.0',
  effectiveFrom: day('2026-01-01'),
  bodyPl,
  bodyEn: eInvoiceEn(utility()).trim(),
  textHash: sha256(bodyPl),
};

const proof: Proof = {
  customer: { customerNumber: 'K-000118', name: 'Żaneta Gęślą-Jaźń' },
  inForce: true,
  entry: {
    id: 7,
    number: 2,
    action: 'accepted',
    effectiveOn: day('2026-11-22'),
    recordedAt: new Date('2026-11-22T10:05:00Z'),
    channel: 'portal',
    source: 'portal',
    delivery: 'both',
    email: 'zaneta@example.pl',
    termsVersion: '1.0',
    textHash: terms.textHash,
    ip: '192.0.2.10',
    accountEmail: 'zaneta@example.pl',
    scanSha256: null,
    first: { kind: 'next', from: day('2026-11-22') },
  },
};

it('a proof says who, what, when, how, on which terms and from which invoice on, with all its letters', async () => {
  const pdf = await proofPdf(proof, 'pl');
  const [text, ...more] = await pdfText(pdf);
  expect(more).toEqual([]);
  for (const part of [
    'Potwierdzenie decyzji o e-fakturze',
    'K-000118/2',
    'Żaneta Gęślą-Jaźń, K-000118',
    'Włączenie e-faktury',
    'do IBOK i na adres zaneta@example.pl',
    'najbliższa wystawiona od 22 listopada 2026',
    'z•••@example.pl',
    '22 listopada 2026, 11:05',
    '192.0.2.10',
    'wersja 1.0',
    terms.textHash.slice(0, 32),
    terms.textHash.slice(32),
    '1 / 1',
  ])
    expect(text).toContain(part);
  expect(fontsOf(pdf).sort()).toEqual(['DejaVuSans', 'DejaVuSans-Bold']);
  expect((await pdfText(await proofPdf(proof, 'en')))[0]).toContain('Proof of a decision on the e-invoice');
});

it('the terms as PDF are the whole text, with version and hash', async () => {
  const flat = (text: string) => text.replace(/\s+/g, ' ');
  const pdf = await termsPdf('e_invoice', terms, 'pl');
  expect(fontsOf(pdf).sort()).toEqual(['DejaVuSans', 'DejaVuSans-Bold']);
  const pages = flat((await pdfText(pdf)).join(' '));
  expect(pages).toContain('Regulamin e-faktury');
  expect(pages).toContain('Wersja 1.0, obowiązuje od 1 stycznia 2026');
  expect(pages).toContain('Rozdział 1. Wymogi techniczne');
  expect(pages).toContain(terms.textHash.slice(0, 32));
  const words = new Set(pages.split(' '));
  const missing = bodyPl.split(/\s+/).filter(word => word.length > 3 && !words.has(word));
  expect(missing).toEqual([]);
});
