import { day } from '@/lib/kernel/dates';
import type { FormDocument } from './document';
import { phone, who } from './parts';

export const eInvoiceForm: FormDocument = {
  category: 'billing',
  version: '1.1',
  from: day('2026-11-23'),
  file: 'akceptacja-e-faktur',
  title: {
    pl: 'Akceptacja przesyłania i udostępniania e-faktur',
    en: 'Acceptance of electronic invoices',
  },
  note: {
    pl: 'Formularz dla tych, którzy nie mają konta w IBOK albo wolą podpisać na papierze.',
    en: 'For those who have no account in the portal or prefer to sign on paper.',
  },
  text: {
    pl: 'Dla tych, którzy chcą e-fakturę, a nie mają konta w IBOK albo wolą podpisać na papierze.',
    en: 'For those who want the e-invoice and have no account in the portal, or prefer to sign on paper.',
  },
  online: {
    href: '/e-invoice',
    label: {
      pl: 'Masz konto? Włącz e-fakturę bez papieru',
      en: 'Have an account? Switch it on without paper',
    },
  },
  sections: [
    { ...who, parts: [...who.parts, phone] },
    {
      title: {
        pl: 'Jak doręczać e-faktury (zaznacz jedno)',
        en: 'How to deliver e-invoices (tick one)',
      },
      parts: [
        {
          kind: 'boxes',
          options: [
            {
              pl: 'w IBOK – faktura czeka na koncie w Internetowym Biurze Obsługi Klienta',
              en: 'in the portal – the invoice waits in the account of the Internet customer office',
            },
            {
              pl: 'na adres e-mail – faktura PDF przychodzi jako załącznik',
              en: 'to the e-mail address – the PDF invoice comes as an attachment',
            },
            { pl: 'w obu miejscach', en: 'in both places' },
          ],
        },
        {
          kind: 'line',
          label: { pl: 'Adres e-mail na e-faktury', en: 'E-mail address for e-invoices' },
          fill: 'email',
        },
      ],
    },
    {
      title: { pl: 'Oświadczenie', en: 'Declaration' },
      parts: [
        {
          kind: 'statements',
          texts: [
            {
              pl: 'Akceptuję przesyłanie i udostępnianie mi faktur, korekt i duplikatów w formie elektronicznej zamiast papierowej, w sposób zaznaczony wyżej.',
              en: 'I accept that invoices, corrections and duplicates are sent and made available to me electronically instead of on paper, in the way ticked above.',
            },
            {
              pl: 'Zapoznałem/am się z regulaminem e-faktury w wersji {termsVersion}, obowiązującej od {termsFrom}, i akceptuję go. Regulamin jest na stronie IBOK i w siedzibie Spółki.',
              en: 'I have read the terms of the e-invoice, version {termsVersion}, in force from {termsFrom}, and accept them. They are on the portal’s page and at the Company’s office.',
            },
            {
              pl: 'Wiem, że akceptacja obowiązuje dla faktur wystawionych od dnia, w którym Spółka otrzyma ten formularz, i że mogę ją w każdej chwili wycofać.',
              en: 'I know that the acceptance holds for invoices issued from the day on which the Company receives this form, and that I may withdraw it at any time.',
            },
          ],
        },
      ],
    },
  ],
  privacy: {
    pl: 'Dane z formularza służą do doręczania faktur (art. 6 ust. 1 lit. b i c RODO), a administruje nimi Spółka. Więcej na stronie «Prywatność» w IBOK i w siedzibie Spółki.',
    en: 'The data in this form serves the delivery of invoices (art. 6(1)(b) and (c) GDPR); the Company is its controller. More on the portal’s page «Privacy» and at the Company’s office.',
  },
};
