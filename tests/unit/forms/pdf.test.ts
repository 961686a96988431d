import { FORM_NAMES, FORMS } from '@/lib/forms/documents';
import type { FormDocument, FormOwner } from '@/lib/forms/own/document';
import { formPdf } from '@/lib/forms/own/pdf';
import { day } from '@/lib/kernel/dates';
import { fontsOf, pdfText } from '../../support/qr';

const terms = { version: '1.0', effectiveFrom: day('2026-01-01') };
const owner: FormOwner = {
  customerNumber: 'K-000118',
  name: 'Żaneta Gęślą-Jaźń',
  address: 'ul. Młyńska 14/3, 66-300 Międzyrzecz',
  nip: null,
  email: 'zaneta@example.pl',
  phone: '+48601202303',
  contractNumber: 'U/2020/118',
  pointAddress: 'ul. Polna 7, Bukowiec',
  mainMeter: 'WM-1180',
  additionalMeter: 'WD-1181',
};
const flat = (pages: readonly string[]) => pages.join(' ').replace(/\s+/g, ' ');

describe.each(FORM_NAMES)('%s', name => {
  const form: FormDocument = FORMS[name];

  it('blank: one page of A4, its title and version, nobody’s data, one embedded family', async () => {
    const pdf = await formPdf(form, { owner: null, terms, locale: 'pl' });
    const pages = await pdfText(pdf);
    expect(pages).toHaveLength(1);
    const text = flat(pages);
    for (const part of [form.title.pl, `wersja ${form.version}`, 'Czytelny podpis', 'bok@mpwik.org', '1 / 1'])
      expect(text).toContain(part);
    for (const value of Object.values(owner)) if (value) expect(text).not.toContain(value);
    expect(text).not.toMatch(/[{}]/);
    expect(fontsOf(pdf).sort()).toEqual(['DejaVuSans', 'DejaVuSans-Bold']);
    expect(Buffer.from(pdf).toString('latin1')).toContain('/Lang (pl)');
  });

  it('filled in: what is known of its owner stands where it belongs', async () => {
    const text = flat(await pdfText(await formPdf(form, { owner, terms, locale: 'pl' })));
    const keys = form.sections.flatMap(({ parts }) =>
      parts.flatMap(part => ('fill' in part && part.fill ? [part.fill] : [])),
    );
    expect(keys).toContain('name');
    for (const key of keys) if (owner[key]) expect(text).toContain(owner[key]);
  });

  it('in English: Polish for the utility with English beside it, two pages at most', async () => {
    const pages = await pdfText(await formPdf(form, { owner, terms, locale: 'en' }));
    expect(pages.length).toBeLessThanOrEqual(2);
    for (const part of [form.title.pl, form.title.en, 'Czytelny podpis / Legible signature'])
      expect(flat(pages)).toContain(part);
  });
});

it('the acceptance of e-invoices names the terms that hold and their first day', async () => {
  const form = FORMS['e-invoice'];
  const text = flat(await pdfText(await formPdf(form, { owner: null, terms, locale: 'pl' })));
  expect(text).toContain('w wersji 1.0, obowiązującej od 1 stycznia 2026');
});
