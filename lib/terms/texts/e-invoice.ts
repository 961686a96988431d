import type { Utility } from '@/lib/utility';

/** Terms of the e-invoice: a draft for the utility's lawyer. The Polish text binds; versions as in portal.ts. */
export const eInvoicePl = ({ name, nip, address, contact }: Utility): string => `
Projekt do sprawdzenia przez radcę prawnego przedsiębiorstwa.

## Część I. Postanowienia ogólne
1. E-faktura jest bezpłatną usługą, którą świadczy ${name}, ${address.street}, ${address.postalCode} ${address.city}, NIP ${nip}, zwane dalej Spółką.
2. E-faktura zastępuje fakturę papierową. Zawiera te same dane i ma tę samą moc prawną, także wobec urzędów skarbowych. Dotyczy to również korekt i duplikatów.
3. Z usługi może korzystać każdy odbiorca, który ma podpisaną umowę o zaopatrzenie w wodę lub odprowadzanie ścieków, spełnia wymogi techniczne z części III i zaakceptował ten regulamin.
4. Akceptacja e-faktury jest dobrowolna i niezależna od konta w Internetowym Biurze Obsługi Klienta (IBOK). Nie jest zgodą na informacje handlowe.

## Część II. Akceptacja i doręczanie
1. Odbiorca, który ma konto w IBOK, akceptuje e-fakturę w IBOK, w zakładce e-faktura.
2. Odbiorca bez konta w IBOK składa wypełniony i podpisany formularz «Akceptacja przesyłania i udostępniania e-faktur»: skanem na adres ${contact.email}, pocztą albo osobiście w siedzibie Spółki. Formularz jest na stronie IBOK, w drukach do pobrania, i w siedzibie Spółki.
3. Odbiorca wybiera sposób doręczania: w IBOK, na wskazany adres e-mail albo w obu miejscach. Adres inny niż adres konta w IBOK potwierdza kodem, który Spółka na niego wysyła.
4. Decyzja obowiązuje dla faktur wystawionych od dnia, w którym zapadła w IBOK, a złożona na formularzu – od dnia, w którym Spółka go otrzymała. Z dwóch decyzji tego samego dnia liczy się późniejsza.
5. Spółka zapisuje, kto, kiedy i w jaki sposób podjął decyzję, wersję regulaminu i skrót kryptograficzny jego tekstu, adres e-mail oraz adres IP albo formularz. Odbiorca dostaje potwierdzenie w pliku PDF, ze wskazaniem pierwszej faktury, której dotyczy decyzja. Zapisów nie zmienia się ani nie usuwa.
6. E-fakturę uważa się za doręczoną, gdy stała się dostępna w wybrany sposób. Gdy wiadomość z fakturą nie może być doręczona na adres e-mail, Spółka przesyła fakturę na papierze i informuje o tym odbiorcę w IBOK.
7. Zmianę adresu e-mail odbiorca zgłasza w IBOK albo na formularzu. Do tego czasu faktury wysłane na dotychczasowy adres uważa się za doręczone.
8. Faktury, które Spółka ma obowiązek wystawić w Krajowym Systemie e-Faktur (KSeF), doręcza się zgodnie z przepisami o tym systemie, niezależnie od akceptacji e-faktury. W IBOK odbiorca ma ich wizualizację z numerem KSeF i kodem weryfikującym.
9. Termin płatności e-faktury wynosi co najmniej 14 dni od dnia jej wysłania lub udostępnienia.

## Część III. Wymagania
## Rozdział 1. Wymogi techniczne
1. Telefon, tablet lub komputer z dostępem do Internetu i przeglądarka, którą producent nadal aktualizuje. Obsługa JavaScriptu nie jest konieczna.
2. Program, który wyświetla pliki PDF.
3. Przy doręczaniu pocztą elektroniczną: czynny adres e-mail i miejsce w skrzynce na wiadomość z załącznikiem do 1 MB.

## Rozdział 2. Bezpieczeństwo i przechowywanie
1. Spółka zapewnia autentyczność pochodzenia, integralność treści i czytelność e-faktury. Plik wysłany e-mailem jest tym samym plikiem, który jest w IBOK.
2. Faktury pozostają w IBOK przez okres, przez który Spółka musi je przechowywać. Odbiorca może je w każdej chwili pobrać i wydrukować.
3. Odbiorca dba, aby do jego skrzynki e-mail i konta w IBOK nie miały dostępu osoby niepowołane.

## Część IV. Rezygnacja
1. Z e-faktury można zrezygnować w każdej chwili, bezpłatnie i bez podania przyczyny: w IBOK, pismem, pocztą elektroniczną albo osobiście.
2. Spółka wraca do faktur papierowych od pierwszej faktury wystawionej w dniu otrzymania rezygnacji lub później i wskazuje ją w potwierdzeniu.
3. Rezygnacja nie dotyczy faktur doręczonych wcześniej. Pozostają one w IBOK.

## Część V. Dane osobowe
1. Administratorem danych osobowych jest Spółka. Dane służą do doręczania faktur i wykazania akceptacji (art. 6 ust. 1 lit. b i c RODO). Prawa odbiorcy opisuje strona «Prywatność».

## Część VI. Reklamacje i zmiany
1. Reklamacje dotyczące e-faktury przyjmuje się w IBOK, na adres ${contact.email}, listownie i w siedzibie Spółki. Odpowiedź następuje w ciągu 14 dni od otrzymania. Reklamacja nie wstrzymuje zapłaty.
2. O zmianie regulaminu Spółka zawiadamia z wyprzedzeniem co najmniej 14 dni i prosi o jej akceptację w IBOK. Do czasu akceptacji obowiązuje wersja zaakceptowana wcześniej. Kto zmiany nie akceptuje, może zrezygnować z e-faktury.
3. Wiążąca jest polska wersja regulaminu; tłumaczenie ma charakter pomocniczy.
`;

/** The translation, for information. */
export const eInvoiceEn = ({ name, nip, address, contact }: Utility): string => `
Draft, to be checked by the company's lawyer. Translation for information: the Polish text is binding.

## Part I. General
1. The e-invoice is a free service of ${name}, ${address.street}, ${address.postalCode} ${address.city}, NIP ${nip}, called the Company below.
2. The e-invoice replaces the paper invoice. It carries the same data and has the same legal force, towards tax offices too. The same holds for corrections and duplicates.
3. The service is open to every customer who has a signed contract for water supply or sewerage, meets the technical requirements of part III and has accepted these terms.
4. Accepting the e-invoice is voluntary and independent of an account in the Internet customer office (IBOK). It is no consent to commercial information.

## Part II. Acceptance and delivery
1. A customer with an account in IBOK accepts the e-invoice there, on the page "E-invoice".
2. A customer without an account hands in the completed and signed form "Akceptacja przesyłania i udostępniania e-faktur": as a scan to ${contact.email}, by post or in person at the Company's office. The form is on the IBOK website, among the forms to download, and at the Company's office.
3. The customer chooses how invoices are delivered: in IBOK, to the given e-mail address, or both. An address other than that of the account in IBOK is confirmed by a code that the Company sends there.
4. A decision holds for invoices issued from the day on which it was made in IBOK; one made on a form, from the day on which the Company received it. Of two decisions on one day the later one counts.
5. The Company records who decided, when and how, the version of the terms and the cryptographic hash of their text, the e-mail address, and the IP address or the form. The customer gets a proof as a PDF file, which names the first invoice that the decision affects. Records are neither changed nor removed.
6. An e-invoice counts as delivered when it has become available in the chosen way. Where a message with an invoice cannot be delivered to the e-mail address, the Company sends the invoice on paper and tells the customer so in IBOK.
7. The customer reports a changed e-mail address in IBOK or on the form. Until then, invoices sent to the previous address count as delivered.
8. Invoices that the Company must issue in the national e-invoice system (KSeF) are delivered as the law on that system provides, whether or not the e-invoice was accepted. In IBOK the customer has their visualisation with the KSeF number and verification code.
9. The due date of an e-invoice is at least 14 days after it was sent or made available.

## Part III. Requirements
## Chapter 1. Technical requirements
1. A telephone, tablet or computer with Internet access and a browser that its maker still updates. JavaScript is not required.
2. A program that shows PDF files.
3. For delivery by e-mail: a working e-mail address and space in its mailbox for a message with an attachment of up to 1 MB.

## Chapter 2. Safety and keeping
1. The Company ensures that the e-invoice is authentic, unchanged and legible. The file sent by e-mail is the same file as in IBOK.
2. Invoices stay in IBOK for as long as the Company has to keep them. The customer may download and print them at any time.
3. The customer takes care that nobody else has access to the mailbox and the account in IBOK.

## Part IV. Withdrawal
1. The e-invoice can be given up at any time, free of charge and without giving a reason: in IBOK, in writing, by e-mail or in person.
2. The Company returns to paper with the first invoice issued on the day on which it received the withdrawal or later, and names it in the proof.
3. Withdrawal does not concern invoices delivered before. They stay in IBOK.

## Part V. Personal data
1. The Company is the controller of personal data. They are used to deliver invoices and to prove the acceptance (Article 6(1)(b) and (c) GDPR). The page "Privacy" gives the customer's rights.

## Part VI. Complaints and changes
1. Complaints about the e-invoice are taken in IBOK, at ${contact.email}, by post and at the Company's office. They are answered within 14 days of receipt. A complaint does not suspend payment.
2. The Company announces a change of these terms at least 14 days ahead and asks for its acceptance in IBOK. Until then the version accepted before holds. Whoever does not accept the change may give up the e-invoice.
3. The Polish version is binding; the translation is for information.
`;
