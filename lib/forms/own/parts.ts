import type { Part, Section, Text } from './document';

/** Parts that several forms have. */

export const who: Section = {
  title: { pl: 'Kto składa', en: 'Who submits it' },
  parts: [
    {
      kind: 'line',
      label: { pl: 'Imię i nazwisko lub nazwa', en: 'First name and surname, or name' },
      fill: 'name',
    },
    {
      kind: 'line',
      label: { pl: 'Numer klienta (z faktury)', en: 'Customer number (on the invoice)' },
      fill: 'customerNumber',
    },
    { kind: 'line', label: { pl: 'Adres', en: 'Address' }, fill: 'address' },
    { kind: 'line', label: { pl: 'NIP (tylko firmy)', en: 'NIP (businesses only)' }, fill: 'nip' },
  ],
};

export const phone: Part = {
  kind: 'line',
  label: { pl: 'Telefon (nieobowiązkowo)', en: 'Telephone (optional)' },
  fill: 'phone',
};

export const email: Part = {
  kind: 'line',
  label: { pl: 'Adres e-mail (nieobowiązkowo)', en: 'E-mail address (optional)' },
  fill: 'email',
};

/** A state of a meter: the black whole m³. */
export const meterState = (label: Text): Part => ({ kind: 'cells', label, groups: [6], unit: 'm³' });

export const day = (label: Text): Part => ({ kind: 'cells', label, groups: [2, 2, 4] });

/** With contact, for forms that are answered. */
export const whoWithContact: Section = { ...who, parts: [...who.parts, phone, email] };
