import { day } from '@/lib/kernel/dates';
import type { FormDocument } from './document';
import { day as dayCells, whoWithContact } from './parts';

export const complaintForm: FormDocument = {
  category: 'billing',
  version: '1.0',
  from: day('2026-11-23'),
  file: 'reklamacja',
  title: { pl: 'Reklamacja', en: 'Complaint' },
  note: {
    pl: 'Faktury, wodomierza, jakości wody albo usługi. Odpowiadamy na piśmie w 14 dni od otrzymania.',
    en: 'About an invoice, a meter, the water’s quality or a service. We answer in writing within 14 days of receipt.',
  },
  text: {
    pl: 'Gdy nie zgadza się faktura, wodomierz, jakość wody albo usługa.',
    en: 'When an invoice, a meter, the water’s quality or a service is not right.',
  },
  online: {
    href: '/contact/write',
    label: { pl: 'Złóż reklamację bez papieru', en: 'Complain without paper' },
  },
  sections: [
    whoWithContact,
    {
      title: { pl: 'Czego dotyczy (zaznacz)', en: 'What it is about (tick)' },
      parts: [
        {
          kind: 'boxes',
          options: [
            { pl: 'faktury lub rozliczenia', en: 'an invoice or a settlement' },
            { pl: 'wodomierza', en: 'a meter' },
            { pl: 'jakości wody', en: 'the water’s quality' },
            {
              pl: 'usługi: przerwy w dostawie, niskiego ciśnienia, odbioru ścieków',
              en: 'a service: an interruption, low pressure, sewage',
            },
            { pl: 'innej sprawy', en: 'something else' },
          ],
        },
        { kind: 'line', label: { pl: 'Numer faktury', en: 'Invoice number' } },
        { kind: 'line', label: { pl: 'Numer wodomierza', en: 'Meter number' }, fill: 'mainMeter' },
        { kind: 'line', label: { pl: 'Miejsce (adres)', en: 'Place (address)' }, fill: 'pointAddress' },
        dayCells({ pl: 'Dzień zdarzenia', en: 'Day of the event' }),
      ],
    },
    {
      title: { pl: 'Na czym polega problem i czego oczekujesz', en: 'What is wrong and what you expect' },
      parts: [
        { kind: 'lines', label: { pl: 'Opis', en: 'Description' }, count: 4 },
        {
          kind: 'note',
          text: {
            pl: 'Reklamacja nie wstrzymuje terminu zapłaty. Jeśli ją uznamy, oddamy różnicę.',
            en: 'A complaint does not suspend payment. If it is justified, we give the difference back.',
          },
        },
      ],
    },
  ],
  privacy: {
    pl: 'Dane z formularza służą do rozpatrzenia reklamacji (art. 6 ust. 1 lit. b i c RODO), a administruje nimi Spółka. Więcej na stronie «Prywatność» w IBOK i w siedzibie Spółki.',
    en: 'The data in this form serves the handling of the complaint (art. 6(1)(b) and (c) GDPR); the Company is its controller. More on the portal’s page «Privacy» and at the Company’s office.',
  },
};
