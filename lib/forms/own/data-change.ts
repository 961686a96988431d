import { day } from '@/lib/kernel/dates';
import type { FormDocument } from './document';
import { day as dayCells, who } from './parts';

export const dataChangeForm: FormDocument = {
  category: 'contract',
  version: '1.0',
  from: day('2026-11-23'),
  file: 'zmiana-danych',
  title: { pl: 'Zmiana danych', en: 'Change of data' },
  note: {
    pl: 'Wypełnij tylko to, co się zmienia. U góry wpisz dane takie, jakie mamy teraz.',
    en: 'Fill in only what changes. At the top write the data as we have it now.',
  },
  text: {
    pl: 'Nowe nazwisko, nazwa, adres do korespondencji, telefon albo e-mail.',
    en: 'A new surname, name, postal address, telephone or e-mail.',
  },
  online: {
    href: '/account',
    label: {
      pl: 'Masz konto? Zmień dane bez papieru',
      en: 'Have an account? Change your data without paper',
    },
  },
  sections: [
    who,
    {
      title: { pl: 'Nowe dane', en: 'New data' },
      parts: [
        { kind: 'line', label: { pl: 'Imię i nazwisko lub nazwa', en: 'First name and surname, or name' } },
        { kind: 'line', label: { pl: 'Ulica, numer domu i lokalu', en: 'Street, building, flat' } },
        { kind: 'cells', label: { pl: 'Kod pocztowy', en: 'Postal code' }, groups: [2, 3] },
        { kind: 'line', label: { pl: 'Miejscowość', en: 'Town' } },
        { kind: 'line', label: { pl: 'Telefon', en: 'Telephone' } },
        { kind: 'line', label: { pl: 'Adres e-mail', en: 'E-mail address' } },
        dayCells({ pl: 'Od kiedy', en: 'From when' }),
      ],
    },
    {
      title: { pl: 'Powód zmiany', en: 'Reason' },
      parts: [
        {
          kind: 'lines',
          label: { pl: 'Na przykład ślub, przeprowadzka', en: 'E.g. marriage, moving' },
          count: 2,
        },
        {
          kind: 'note',
          text: {
            pl: 'Przy zmianie nazwiska lub nazwy pokaż w biurze dokument, z którego ona wynika. Nie przysyłaj skanu dowodu osobistego i nie wpisuj numeru PESEL.',
            en: 'For a new surname or name show the document from which it follows at the office. Send no scan of an identity card and write no PESEL number.',
          },
        },
        {
          kind: 'statements',
          texts: [{ pl: 'Podane dane są zgodne z prawdą.', en: 'The data given is true.' }],
        },
      ],
    },
  ],
  privacy: {
    pl: 'Dane z formularza służą do wykonania umowy (art. 6 ust. 1 lit. b i c RODO), a administruje nimi Spółka. Więcej na stronie «Prywatność» w IBOK i w siedzibie Spółki.',
    en: 'The data in this form serves the contract (art. 6(1)(b) and (c) GDPR); the Company is its controller. More on the portal’s page «Privacy» and at the Company’s office.',
  },
};
