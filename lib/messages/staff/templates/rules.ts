import type { Locale } from '../../../kernel/money';
import type { MessageKind } from '../../rules/kinds';

/** Answers that come with the portal. Places: `{numer}` the case's reference, `{termin}` its deadline, `{nazwa}` who wrote. */
export interface AnswerTemplate {
  readonly key: string;
  /** for which it is offered first; null: for every kind */
  readonly kinds: readonly MessageKind[] | null;
  /** a question to the customer */
  readonly asks: boolean;
  readonly title: Readonly<Record<Locale, string>>;
  readonly body: Readonly<Record<Locale, string>>;
}

export const ANSWER_TEMPLATES: readonly AnswerTemplate[] = [
  {
    key: 'received',
    kinds: null,
    asks: false,
    title: { pl: 'Sprawa jest u nas', en: 'We are working on it' },
    body: {
      pl: 'Dzień dobry,\n\ndziękujemy za wiadomość. Zajmujemy się sprawą {numer} i odpowiemy najpóźniej {termin}.\n\nBiuro obsługi klienta',
      en: 'Hello,\n\nthank you for your message. We are working on case {numer} and will answer by {termin} at the latest.\n\nCustomer office',
    },
  },
  {
    key: 'need-more',
    kinds: null,
    asks: true,
    title: { pl: 'Prosimy o uzupełnienie', en: 'We need more information' },
    body: {
      pl: 'Dzień dobry,\n\naby załatwić sprawę {numer}, potrzebujemy jeszcze:\n\n- \n\nOdpisz, proszę, w tej sprawie i dołącz pliki, jeśli je masz.\n\nBiuro obsługi klienta',
      en: 'Hello,\n\nto settle case {numer} we still need:\n\n- \n\nPlease reply in this case and attach files if you have them.\n\nCustomer office',
    },
  },
  {
    key: 'bill-accepted',
    kinds: ['complaint_bill'],
    asks: false,
    title: { pl: 'Reklamacja faktury uznana', en: 'Bill complaint accepted' },
    body: {
      pl: 'Dzień dobry,\n\nreklamacja {numer} jest uzasadniona. Wystawimy fakturę korygującą – zobaczysz ją na stronie „Faktury”. Nadpłatę zaliczymy na następne faktury albo oddamy na Twoje konto, jeśli o to poprosisz.\n\nPrzepraszamy za pomyłkę.\n\nBiuro obsługi klienta',
      en: 'Hello,\n\nyour complaint {numer} is justified. We will issue a correcting invoice – you will see it on the page “Invoices”. What you paid too much counts towards the next invoices, or we return it to your account if you ask for it.\n\nWe are sorry for the mistake.\n\nCustomer office',
    },
  },
  {
    key: 'bill-refused',
    kinds: ['complaint_bill'],
    asks: false,
    title: { pl: 'Reklamacja faktury nieuznana', en: 'Bill complaint not accepted' },
    body: {
      pl: 'Dzień dobry,\n\nsprawdziliśmy fakturę z reklamacji {numer}. Odczyty i ceny są prawidłowe, dlatego kwota pozostaje bez zmian.\n\nUzasadnienie: \n\nJeśli się z tym nie zgadzasz, możesz odpisać w tej sprawie albo zwrócić się do powiatowego rzecznika konsumentów.\n\nBiuro obsługi klienta',
      en: 'Hello,\n\nwe have checked the invoice of complaint {numer}. Readings and prices are correct, so the amount stays as it is.\n\nReasons: \n\nIf you disagree, you can reply in this case or turn to the district consumer ombudsman.\n\nCustomer office',
    },
  },
  {
    key: 'meter-check',
    kinds: ['complaint_meter'],
    asks: false,
    title: { pl: 'Sprawdzimy wodomierz', en: 'We will check the meter' },
    body: {
      pl: 'Dzień dobry,\n\nprzyjedziemy sprawdzić wodomierz. Termin wizyty: \n\nJeśli ten termin nie pasuje, odpisz, proszę, w sprawie {numer}.\n\nBiuro obsługi klienta',
      en: 'Hello,\n\nwe will come to check the meter. Time of the visit: \n\nIf it does not suit you, please reply in case {numer}.\n\nCustomer office',
    },
  },
  {
    key: 'water-tested',
    kinds: ['complaint_water'],
    asks: false,
    title: { pl: 'Wynik badania wody', en: 'Result of the water test' },
    body: {
      pl: 'Dzień dobry,\n\nw sprawie {numer} pobraliśmy próbkę wody. Wynik: \n\nAktualne wyniki dla Twojej strefy są na stronie „Jakość wody”.\n\nBiuro obsługi klienta',
      en: 'Hello,\n\nin case {numer} we took a sample of the water. Result: \n\nCurrent results for your zone are on the page “Water quality”.\n\nCustomer office',
    },
  },
  {
    key: 'refund-done',
    kinds: ['refund'],
    asks: false,
    title: { pl: 'Zwrot zlecony', en: 'Refund ordered' },
    body: {
      pl: 'Dzień dobry,\n\nzleciliśmy zwrot nadpłaty na podane konto. Pieniądze powinny dotrzeć w ciągu 3 dni roboczych.\n\nBiuro obsługi klienta',
      en: 'Hello,\n\nwe have ordered the refund to the account you gave. The money should arrive within 3 working days.\n\nCustomer office',
    },
  },
  {
    key: 'instalments-granted',
    kinds: ['instalments'],
    asks: false,
    title: { pl: 'Raty przyznane', en: 'Instalments granted' },
    body: {
      pl: 'Dzień dobry,\n\nzgadzamy się na raty w sprawie {numer}. Kwoty i terminy: \n\nZapłata po terminie choćby jednej raty oznacza, że cała pozostała kwota staje się wymagalna.\n\nBiuro obsługi klienta',
      en: 'Hello,\n\nwe agree to instalments in case {numer}. Amounts and dates: \n\nIf one instalment is late, the whole remaining amount falls due.\n\nCustomer office',
    },
  },
];

/** What stands in the places of a template; null: the place stays, for its reader to fill. */
export interface Places {
  readonly numer: string;
  readonly termin: string | null;
  readonly nazwa: string | null;
}

export const PLACE_NAMES = ['numer', 'termin', 'nazwa'] as const satisfies readonly (keyof Places)[];

/** A template's text with its places filled; what is not known stays as it stands, to be seen. */
export const fillPlaces = (body: string, places: Places): string =>
  body.replace(/\{(numer|termin|nazwa)\}/g, (place, name: keyof Places) => places[name] ?? place);

/** Places that nobody has filled: an answer must not leave with them. */
export const emptyPlaces = (text: string): readonly string[] => text.match(/\{(numer|termin|nazwa)\}/g) ?? [];
