import type { Utility } from '@/lib/utility';

/** Terms of the e-invoice: a draft for the utility's lawyer. The Polish text binds; versions as in portal.ts. */
export const eInvoicePl = ({ name, address, contact }: Utility): string => `
Projekt do sprawdzenia przez radcę prawnego przedsiębiorstwa.

## Część I. Postanowienia ogólne
1. E-faktura jest bezpłatną usługą, którą świadczy ${name}, ${address.street}, ${address.postalCode} ${address.city}, zwane dalej Spółką.
2. E-faktura zastępuje fakturę papierową. Zawiera te same dane i ma tę samą moc prawną.
3. Z usługi może korzystać każdy odbiorca, który ma podpisaną umowę o zaopatrzenie w wodę lub odprowadzanie ścieków i zaakceptował ten regulamin.
4. Akceptacja e-faktury jest dobrowolna i niezależna od konta w IBOK.

## Część II. Akceptacja i doręczanie
1. Odbiorca zarejestrowany w IBOK akceptuje e-fakturę w IBOK, w zakładce e-faktura.
2. Odbiorca bez konta w IBOK składa podpisany formularz «Akceptacja przesyłania i udostępniania e-faktur»: skanem na adres ${contact.email}, pocztą albo osobiście w siedzibie Spółki.
3. Odbiorca wybiera sposób doręczania: w IBOK, na wskazany adres e-mail albo w obu miejscach.
4. Spółka zapisuje, kto, kiedy, w jaki sposób i w jakiej wersji zaakceptował regulamin, oraz wskazuje pierwszą fakturę, której dotyczy akceptacja.
5. E-fakturę uważa się za doręczoną, gdy stała się dostępna w wybrany sposób.
6. O zmianie adresu e-mail odbiorca zawiadamia Spółkę. Do tego czasu faktury wysłane na dotychczasowy adres uważa się za doręczone.
7. Faktury wystawiane w Krajowym Systemie e-Faktur doręcza się zgodnie z przepisami o tym systemie.

## Część III. Wymogi techniczne
1. Urządzenie z dostępem do Internetu i przeglądarka, którą producent nadal aktualizuje.
2. Program, który wyświetla pliki PDF.
3. Przy doręczaniu pocztą elektroniczną: czynny adres e-mail i miejsce w skrzynce.

## Część IV. Rezygnacja
1. Z e-faktury można zrezygnować w każdej chwili: w IBOK, pismem, pocztą elektroniczną albo osobiście.
2. Spółka wraca do faktur papierowych od następnej faktury wystawionej po otrzymaniu rezygnacji i wskazuje pierwszą fakturę, której ona dotyczy.

## Część V. Reklamacje i zmiany
1. Reklamacje dotyczące e-faktury przyjmuje się w IBOK, na adres ${contact.email}, listownie i w siedzibie Spółki. Odpowiedź następuje w ciągu 14 dni.
2. O zmianie regulaminu Spółka zawiadamia z wyprzedzeniem co najmniej 14 dni. Kto jej nie akceptuje, może zrezygnować z e-faktury.
3. Wiążąca jest polska wersja regulaminu.
`;

/** The translation, for information. */
export const eInvoiceEn = ({ name, address, contact }: Utility): string => `
Draft, to be checked by the company's lawyer. Translation for information: the Polish text is binding.

## Part I. General
1. The e-invoice is a free service of ${name}, ${address.street}, ${address.postalCode} ${address.city}, called the Company below.
2. The e-invoice replaces the paper invoice. It carries the same data and has the same legal force.
3. The service is open to every customer who has a signed contract for water supply or sewerage and has accepted these terms.
4. Accepting the e-invoice is voluntary and independent of an account in IBOK.

## Part II. Acceptance and delivery
1. A customer registered in IBOK accepts the e-invoice there, on the page "E-invoice".
2. A customer without an account hands in the signed form "Akceptacja przesyłania i udostępniania e-faktur": as a scan to ${contact.email}, by post or in person at the Company's office.
3. The customer chooses how invoices are delivered: in IBOK, to the given e-mail address, or both.
4. The Company records who accepted the terms, when, how and in which version, and names the first invoice that the acceptance affects.
5. An e-invoice counts as delivered when it has become available in the chosen way.
6. The customer tells the Company of a changed e-mail address. Until then, invoices sent to the previous address count as delivered.
7. Invoices issued in the national e-invoice system (KSeF) are delivered as the law on that system provides.

## Part III. Technical requirements
1. A device with Internet access and a browser that its maker still updates.
2. A program that shows PDF files.
3. For delivery by e-mail: a working e-mail address with space in its mailbox.

## Part IV. Withdrawal
1. The e-invoice can be given up at any time: in IBOK, in writing, by e-mail or in person.
2. The Company returns to paper with the next invoice issued after it received the withdrawal, and names the first invoice that it affects.

## Part V. Complaints and changes
1. Complaints about the e-invoice are taken in IBOK, at ${contact.email}, by post and at the Company's office. They are answered within 14 days.
2. The Company announces a change of these terms at least 14 days ahead. Whoever does not accept it may give up the e-invoice.
3. The Polish version is binding.
`;
