import { day } from '@/lib/kernel/dates';
import type { FormDocument } from './document';
import { day as dayCells, meterState, phone, email } from './parts';

export const contractApplicationForm: FormDocument = {
  category: 'contract',
  version: '1.0',
  from: day('2026-11-23'),
  file: 'wniosek-o-umowe',
  title: {
    pl: 'Wniosek o zawarcie umowy o zaopatrzenie w wodę lub odprowadzanie ścieków',
    en: 'Application for a contract for water supply or sewerage',
  },
  note: {
    pl: 'Dla nowego właściciela, najemcy albo zarządcy nieruchomości, która ma już przyłącze.',
    en: 'For a new owner, tenant or manager of a property that is connected already.',
  },
  text: {
    pl: 'Gdy przejmujesz dom, mieszkanie albo lokal, który ma już przyłącze.',
    en: 'When you take over a house, flat or premises that is connected already.',
  },
  online: {
    href: '/contact/write?kind=message',
    label: { pl: 'Zapytaj o umowę bez papieru', en: 'Ask about a contract without paper' },
  },
  sections: [
    {
      title: { pl: 'Wnioskodawca', en: 'Applicant' },
      parts: [
        {
          kind: 'line',
          label: { pl: 'Imię i nazwisko lub nazwa', en: 'First name and surname, or name' },
          fill: 'name',
        },
        {
          kind: 'line',
          label: { pl: 'Adres do korespondencji', en: 'Postal address' },
          fill: 'address',
        },
        { kind: 'line', label: { pl: 'NIP (tylko firmy)', en: 'NIP (businesses only)' }, fill: 'nip' },
        {
          kind: 'line',
          label: { pl: 'Numer klienta (jeśli jest)', en: 'Customer number (if any)' },
          fill: 'customerNumber',
        },
        phone,
        email,
      ],
    },
    {
      title: { pl: 'Nieruchomość', en: 'Property' },
      parts: [
        { kind: 'line', label: { pl: 'Adres nieruchomości', en: 'Address of the property' } },
        {
          kind: 'boxes',
          options: [
            { pl: 'jestem właścicielem', en: 'I own it' },
            {
              pl: 'mam inny tytuł: najem, dzierżawę, użyczenie',
              en: 'I have another title: lease, rent, use',
            },
            { pl: 'zarządzam nią', en: 'I manage it' },
          ],
        },
        dayCells({ pl: 'Przejęta dnia', en: 'Taken over on' }),
        { kind: 'line', label: { pl: 'Numer wodomierza', en: 'Meter number' } },
        meterState({ pl: 'Stan wodomierza w dniu przejęcia', en: 'The meter’s state on that day' }),
        {
          kind: 'line',
          label: { pl: 'Poprzedni odbiorca (jeśli wiadomo)', en: 'Previous customer (if known)' },
        },
      ],
    },
    {
      title: { pl: 'Czego dotyczy umowa (zaznacz)', en: 'What the contract is for (tick)' },
      parts: [
        {
          kind: 'boxes',
          options: [
            { pl: 'dostawy wody', en: 'water' },
            { pl: 'odprowadzania ścieków', en: 'sewage' },
            {
              pl: 'chcę otrzymywać e-faktury (dołączam osobny formularz)',
              en: 'I want e-invoices (form enclosed)',
            },
          ],
        },
        {
          kind: 'statements',
          texts: [
            {
              pl: 'Podane dane są zgodne z prawdą, a tytuł prawny do nieruchomości okażę przy podpisaniu umowy.',
              en: 'The data given is true; I will show the legal title to the property when signing the contract.',
            },
          ],
        },
      ],
    },
  ],
  privacy: {
    pl: 'Dane z formularza służą do zawarcia i wykonania umowy (art. 6 ust. 1 lit. b i c RODO), a administruje nimi Spółka. Więcej na stronie «Prywatność» w IBOK i w siedzibie Spółki.',
    en: 'The data in this form serves the conclusion and performance of the contract (art. 6(1)(b) and (c) GDPR); the Company is its controller. More on the portal’s page «Privacy» and at the Company’s office.',
  },
};
