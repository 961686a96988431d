import { day } from '@/lib/kernel/dates';
import type { FormDocument } from './document';
import { day as dayCells, meterState, whoWithContact } from './parts';

export const meterLegalisationForm: FormDocument = {
  category: 'meters',
  version: '1.0',
  from: day('2026-11-23'),
  file: 'legalizacja-wodomierza-dodatkowego',
  title: {
    pl: 'Zgłoszenie legalizacji lub wymiany wodomierza dodatkowego',
    en: 'Notice of the legalisation or replacement of an additional meter',
  },
  note: {
    pl: 'Wodomierz ogrodowy lub inny dodatkowy należy do Ciebie. Odliczamy z niego ścieki tylko wtedy, gdy ma ważną legalizację i naszą plombę.',
    en: 'A garden meter or another additional one is yours. Its water is deducted from sewage only while it is legalised and sealed by us.',
  },
  text: {
    pl: 'Gdy wodomierz ogrodowy lub inny dodatkowy ma nową legalizację albo został wymieniony i trzeba go zaplombować.',
    en: 'When a garden meter or another additional one was legalised anew or replaced and has to be sealed.',
  },
  online: {
    href: '/contact/write?kind=message',
    label: { pl: 'Zgłoś bez papieru', en: 'Give notice without paper' },
  },
  sections: [
    whoWithContact,
    {
      title: { pl: 'Dotychczasowy wodomierz', en: 'The meter until now' },
      parts: [
        {
          kind: 'line',
          label: { pl: 'Adres, pod którym jest', en: 'Address where it is' },
          fill: 'pointAddress',
        },
        { kind: 'line', label: { pl: 'Numer wodomierza', en: 'Meter number' }, fill: 'additionalMeter' },
        meterState({ pl: 'Stan przy zdjęciu', en: 'State when taken off' }),
        dayCells({ pl: 'Zdjęty dnia', en: 'Taken off on' }),
      ],
    },
    {
      title: { pl: 'Wodomierz zalegalizowany lub nowy', en: 'The legalised or new meter' },
      parts: [
        {
          kind: 'boxes',
          options: [
            { pl: 'ten sam wodomierz po ponownej legalizacji', en: 'the same meter, legalised anew' },
            { pl: 'nowy wodomierz', en: 'a new meter' },
          ],
        },
        { kind: 'line', label: { pl: 'Numer wodomierza', en: 'Meter number' } },
        {
          kind: 'line',
          label: { pl: 'Cecha legalizacyjna i rok (np. M 26)', en: 'Legalisation mark and year (e.g. M 26)' },
        },
        meterState({ pl: 'Stan przy montażu', en: 'State when fitted' }),
        dayCells({ pl: 'Zamontowany dnia', en: 'Fitted on' }),
        {
          kind: 'boxes',
          options: [
            {
              pl: 'proszę o zaplombowanie; dołączam kopię świadectwa legalizacji, jeśli je mam',
              en: 'please seal it; I enclose a copy of the legalisation certificate if I have one',
            },
          ],
        },
      ],
    },
  ],
  privacy: {
    pl: 'Dane z formularza służą do rozliczania umowy (art. 6 ust. 1 lit. b i c RODO), a administruje nimi Spółka. Więcej na stronie «Prywatność» w IBOK i w siedzibie Spółki.',
    en: 'The data in this form serves the settlement of the contract (art. 6(1)(b) and (c) GDPR); the Company is its controller. More on the portal’s page «Privacy» and at the Company’s office.',
  },
};
