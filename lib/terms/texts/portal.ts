import type { Utility } from '@/lib/utility';

/**
 * Terms of the portal: a draft for the utility's lawyer. The Polish text binds. Whatever changes here needs a
 * new version in lib/terms/commands.ts: what somebody accepted stays as it was.
 */
export const portalPl = ({ name, nip, krs, address, contact }: Utility): string => `
Projekt do sprawdzenia przez radcę prawnego przedsiębiorstwa.

## § 1. Kto i dla kogo
1. Internetowe Biuro Obsługi Klienta (IBOK) prowadzi ${name}, ${address.street}, ${address.postalCode} ${address.city}, NIP ${nip}, KRS ${krs}, zwane dalej Spółką.
2. Z IBOK może korzystać każdy odbiorca Spółki, który ma podpisaną umowę o zaopatrzenie w wodę lub odprowadzanie ścieków, zaakceptował ten regulamin i prawidłowo przeprowadził rejestrację.
3. Korzystanie z IBOK jest bezpłatne i dobrowolne. Nie zmienia umowy o dostawę wody ani zasad płatności.

## § 2. Słowa używane w regulaminie
1. Odbiorca: strona umowy ze Spółką, oznaczona numerem odbiorcy.
2. Konto: dostęp do IBOK chroniony adresem e-mail i hasłem. Jedno konto może obejmować kilku odbiorców, a jeden odbiorca może mieć kilka kont.
3. Użytkownik: osoba, która założyła konto.

## § 3. Czego potrzeba
1. Komputer, tablet lub telefon z dostępem do Internetu.
2. Przeglądarka internetowa, którą producent nadal aktualizuje, z włączoną obsługą plików cookie. Obsługa JavaScriptu nie jest konieczna.
3. Własny adres e-mail. Do otwierania faktur: program, który wyświetla pliki PDF.

## § 4. Zawarcie umowy o świadczenie usług drogą elektroniczną
1. Umowa o świadczenie usług drogą elektroniczną zostaje zawarta z chwilą zaakceptowania regulaminu i potwierdzenia rejestracji kodem przesłanym na podany adres e-mail.
2. Przy rejestracji podaje się numer odbiorcy, numer jednej z ostatnich faktur oraz jej kwotę brutto albo numer wodomierza. Spółka nie pyta o numer PESEL.
3. Spółka zapisuje wersję regulaminu, jego skrót kryptograficzny, chwilę akceptacji i adres IP, aby móc wykazać, na co zgodził się użytkownik.
4. Kto nie może zarejestrować się przez Internet, może poprosić w siedzibie Spółki o list aktywacyjny z jednorazowym hasłem.
5. O założeniu nowego konta Spółka powiadamia adresy e-mail zapisane już u tego odbiorcy.

## § 5. Co daje IBOK
1. Wgląd do aktualnych rozliczeń, wystawionych faktur i historii odczytów.
2. Analizę zużycia wody za dowolny okres i podanie stanu wodomierza.
3. Przesyłanie wiadomości, opinii, komentarzy i reklamacji.
4. Komunikaty, między innymi o awariach, oraz powiadomienia, które użytkownik sam włącza i wyłącza.
5. Pobieranie druków obowiązujących w Spółce oraz sprawdzanie, do kiedy ważna jest cecha legalizacyjna wodomierzy.
6. Akceptację e-faktury. Jest to osobna decyzja i ma osobny regulamin; samo założenie konta niczego w doręczaniu faktur nie zmienia.

## § 6. Bezpieczeństwo
1. Hasło przydzielone przez Spółkę trzeba zmienić na własne po pierwszym logowaniu. Hasło przydzielone jest ważne najwyżej 72 godziny.
2. Hasła nie wolno udostępniać innym osobom. Kto chce, by konto odbiorcy prowadził ktoś bliski, zakłada dla tej osoby osobne konto.
3. Po zakończeniu korzystania należy się wylogować. Po 30 minutach bezczynności IBOK wylogowuje sam.
4. Spółka nigdy nie pyta o hasło ani o kod, ani przez telefon, ani w wiadomości.
5. Nie wolno dostarczać treści bezprawnych ani zakłócać działania IBOK.

## § 7. Odczyty i dane
1. Dane w IBOK pochodzą z systemu rozliczeniowego Spółki i są aktualizowane nie rzadziej niż raz dziennie w dni robocze. Podstawą zapłaty jest faktura.
2. Stan wodomierza podany przez użytkownika Spółka może sprawdzić. Podając odczyt, użytkownik potwierdza, że jest zgodny ze wskazaniem wodomierza.

## § 8. Dane osobowe
1. Administratorem danych osobowych jest Spółka. Dane są przetwarzane, aby świadczyć usługę IBOK (art. 6 ust. 1 lit. b RODO) i spełnić obowiązki prawne Spółki (art. 6 ust. 1 lit. c RODO).
2. Powiadomienia o fakturach, płatnościach, umowach, legalizacji i awariach nie są informacją handlową. Na informacje handlowe potrzebna jest osobna zgoda.
3. Szczegóły, w tym prawa użytkownika, opisuje strona «Prywatność».

## § 9. Reklamacje
1. Reklamację dotyczącą działania IBOK można złożyć w IBOK, na adres ${contact.email}, listownie lub w siedzibie Spółki.
2. Spółka odpowiada w ciągu 14 dni od otrzymania reklamacji.

## § 10. Zakończenie i zmiany
1. Użytkownik może w każdej chwili zamknąć konto; umowa o świadczenie usług drogą elektroniczną wtedy wygasa. Konsument może też odstąpić od niej w ciągu 14 dni od jej zawarcia, bez podania przyczyny.
2. Spółka może zablokować konto, którego używa osoba nieuprawniona albo które zagraża bezpieczeństwu danych, i niezwłocznie zawiadamia o tym użytkownika.
3. O zmianie regulaminu Spółka zawiadamia przy następnym logowaniu. Nowa wersja obowiązuje użytkownika po jej zaakceptowaniu; kto jej nie akceptuje, może zamknąć konto.

## § 11. Postanowienia końcowe
1. W sprawach nieuregulowanych stosuje się prawo polskie, w szczególności ustawę o świadczeniu usług drogą elektroniczną, ustawę o prawach konsumenta i Kodeks cywilny.
2. Regulamin jest dostępny bezpłatnie na stronie IBOK, w postaci, którą można zapisać i wydrukować.
3. Wiążąca jest polska wersja regulaminu; tłumaczenie ma charakter pomocniczy.
`;

/** The translation, for information. */
export const portalEn = ({ name, nip, krs, address, contact }: Utility): string => `
Draft, to be checked by the company's lawyer. Translation for information: the Polish text is binding.

## § 1. Who and for whom
1. The Internet customer office (IBOK) is run by ${name}, ${address.street}, ${address.postalCode} ${address.city}, NIP ${nip}, KRS ${krs}, called the Company below.
2. IBOK may be used by every customer of the Company who has a signed contract for water supply or sewerage, has accepted these terms and has registered correctly.
3. Using IBOK is free of charge and voluntary. It changes neither the supply contract nor how invoices are paid.

## § 2. Words used here
1. Customer: the party to a contract with the Company, identified by a customer number.
2. Account: access to IBOK protected by an e-mail address and a password. One account may cover several customers, and one customer may have several accounts.
3. User: the person who created the account.

## § 3. What you need
1. A computer, tablet or telephone with Internet access.
2. A web browser that its maker still updates, with cookies switched on. JavaScript is not required.
3. An e-mail address of your own. To open invoices: a program that shows PDF files.

## § 4. Conclusion of the contract for electronic services
1. The contract for electronic services is concluded when the terms are accepted and the registration is confirmed by the code sent to the given e-mail address.
2. Registration asks for the customer number, the number of a recent invoice and its gross amount or a meter's number. The Company does not ask for the PESEL number.
3. The Company records the version of the terms, their cryptographic hash, the instant of acceptance and the IP address, in order to prove what the user agreed to.
4. Whoever cannot register on the Internet may ask at the Company's office for an activation letter with a one-time password.
5. The Company tells the e-mail addresses already on file for that customer that a new account was created.

## § 5. What IBOK offers
1. Current settlements, issued invoices and the history of readings.
2. Analysis of water consumption over any period, and giving meter readings.
3. Sending messages, opinions, comments and complaints.
4. Announcements, for instance of failures, and notifications which users switch on and off themselves.
5. Downloading the Company's forms, and checking until when the meters' legalisation is valid.
6. Acceptance of the e-invoice. It is a separate decision with terms of its own; creating an account changes nothing in how invoices are delivered.

## § 6. Security
1. A password assigned by the Company must be changed after the first sign-in. It is valid for 72 hours at most.
2. The password must not be given to others. Whoever wants a relative to look after a customer's matters has that person create an account of their own.
3. Sign out when you have finished. After 30 minutes without activity IBOK signs you out itself.
4. The Company never asks for a password or a code, neither on the telephone nor in a message.
5. It is forbidden to supply unlawful content or to disturb the working of IBOK.

## § 7. Readings and data
1. The data in IBOK come from the Company's billing system and are updated at least once every working day. Payment is based on the invoice.
2. The Company may check a reading given by a user. By giving a reading the user confirms that it is what the meter shows.

## § 8. Personal data
1. The Company is the controller of personal data. They are processed to provide IBOK (Article 6(1)(b) GDPR) and to meet the Company's legal duties (Article 6(1)(c) GDPR).
2. Notifications of invoices, payments, contracts, legalisation and failures are not commercial information. Commercial information needs a separate consent.
3. The page "Privacy" gives the details, including the user's rights.

## § 9. Complaints
1. A complaint about IBOK may be made in IBOK, to ${contact.email}, by post or at the Company's office.
2. The Company answers within 14 days of receiving it.

## § 10. Ending and changes
1. Users may close their account at any time; the contract for electronic services then ends. A consumer may also withdraw from it within 14 days of its conclusion, without giving a reason.
2. The Company may block an account that is used by an unauthorised person or endangers the security of data, and tells the user without delay.
3. The Company announces a change of these terms at the next sign-in. A new version applies to the user once accepted; whoever does not accept it may close the account.

## § 11. Final provisions
1. Polish law applies, in particular the act on providing services by electronic means, the consumer rights act and the Civil Code.
2. These terms are available free of charge on the IBOK website, in a form that can be saved and printed.
3. The Polish version is binding; the translation is for information.
`;
