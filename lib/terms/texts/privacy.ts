import type { Utility } from '@/lib/utility';

/**
 * What article 13 of the RODO asks for, in the order in which people ask for it: a draft for the utility's lawyer and
 * its data protection officer. Versions as in portal.ts; nobody accepts it.
 */
export const privacyPl = ({ name, address, contact, dataProtection }: Utility): string => `
To projekt informacji. Przed uruchomieniem portalu zatwierdza go prawnik i inspektor ochrony danych spółki.
Krótko: używamy Twoich danych, żeby dostarczać wodę, rozliczać ją i prowadzić Twoje konto w IBOK. Nie sprzedajemy ich i nie śledzimy Cię w sieci.

## Kto odpowiada za Twoje dane
Administratorem danych jest ${name}, ${address.street}, ${address.postalCode} ${address.city}. Napisz: ${contact.email}.

## Kogo zapytać
W sprawach danych osobowych odpowiada inspektor ochrony danych: ${dataProtection.email}.

## Jakie dane mamy
- z umowy: imię i nazwisko lub nazwa, adres, numer klienta, numery umów i wodomierzy, NIP firmy;
- z rozliczeń: odczyty, faktury, wpłaty;
- z konta w IBOK: adres e-mail, numer telefonu, jeśli go podasz, zaszyfrowany skrót hasła, zgody i czas ich wyrażenia, zapis ważnych zdarzeń na koncie;
- z e-faktury: decyzje z datą, sposobem i wersją regulaminu, adres e-mail, adres IP albo skan formularza, historia doręczeń.
Numeru PESEL w portalu nie zbieramy i nie przechowujemy.

## Po co i na jakiej podstawie
- umowa o dostawę wody i odbiór ścieków oraz umowa o usługi drogą elektroniczną (konto w IBOK) – art. 6 ust. 1 lit. b RODO;
- obowiązki z prawa: faktury, księgi, podatki, reklamacje – art. 6 ust. 1 lit. c RODO;
- bezpieczeństwo kont, dochodzenie roszczeń – nasz prawnie uzasadniony interes, art. 6 ust. 1 lit. f RODO;
- informacje handlowe tylko za osobną zgodą, którą można wycofać w każdej chwili – art. 6 ust. 1 lit. a RODO.

## Kto jeszcze je widzi
Firmy, które działają w naszym imieniu i na podstawie umowy: dostawca serwerów, operator poczty e-mail i SMS, dostawca systemu rozliczeń, a także banki, poczta oraz urzędy, gdy wymaga tego prawo. Niektórzy dostawcy e-mail i SMS mogą działać poza Europejskim Obszarem Gospodarczym; wtedy chronią Cię standardowe klauzule umowne.

## Jak długo
- faktury i rozliczenia: pięć lat od końca roku, w którym minął termin płatności podatku;
- umowa: do przedawnienia roszczeń po jej zakończeniu;
- decyzje o e-fakturze: tak długo jak faktury, których dotyczą;
- konto w IBOK: do jego zamknięcia. Potem dane konta anonimizujemy, a faktury zostają przez okres wymagany prawem.

## Twoje prawa
Możesz zobaczyć swoje dane i dostać ich kopię, poprawić je, usunąć, ograniczyć ich użycie, przenieść je albo sprzeciwić się ich użyciu. Napisz do inspektora: ${dataProtection.email}. Odpowiemy najpóźniej w miesiąc.
Jeśli uważasz, że naruszamy prawo, możesz złożyć skargę do Prezesa Urzędu Ochrony Danych Osobowych (uodo.gov.pl).

## Czy musisz podać dane
Konto w IBOK jest dobrowolne. Bez adresu e-mail i danych z faktury nie możemy go jednak założyć. Nie podejmujemy wobec Ciebie decyzji automatycznie i nie tworzymy profili.

## Pliki cookie
Tylko niezbędne: jeden pamięta, że jesteś zalogowany, drugi – wybrany język, trzeci rozpoznaje urządzenie, z którego już się logowano, żeby nikt obcy nie zablokował Ci wejścia. Nie ma reklam ani narzędzi śledzących, więc nie pytamy o zgodę.
`;

/** The same in English. */
export const privacyEn = ({ name, address, contact, dataProtection }: Utility): string => `
This is a draft. The company's lawyer and its data protection officer approve it before the portal opens.
In short: we use your data to supply water, to bill it and to keep your account here. We do not sell them, and we do not follow you around the web.

## Who is responsible for your data
The controller is ${name}, ${address.street}, ${address.postalCode} ${address.city}. Write to ${contact.email}.

## Whom to ask
The data protection officer answers in all matters of personal data: ${dataProtection.email}.

## What data we hold
- from the contract: name, address, customer number, numbers of contracts and meters, a company's NIP;
- from billing: readings, invoices, payments;
- from your account here: e-mail address, telephone number if you give it, an encrypted digest of the password, consents and when they were given, a record of important events;
- from the e-invoice: decisions with their date, way and version of the terms, e-mail address, IP address or scan of the form, history of deliveries.
The portal neither collects nor keeps your PESEL number.

## What for, and on what grounds
- the contract for water and sewerage, and the contract for electronic services (your account) – article 6(1)(b) GDPR;
- duties under the law: invoices, books, taxes, complaints – article 6(1)(c) GDPR;
- the safety of accounts, and claims – our legitimate interest, article 6(1)(f) GDPR;
- commercial information only with a separate consent that can be withdrawn at any time – article 6(1)(a) GDPR.

## Who else sees them
Companies that work for us under contract: the host of the servers, the carriers of e-mail and text messages, the supplier of the billing system; also banks, the post and public offices where the law requires it. Some carriers of e-mail and text messages may work outside the European Economic Area; standard contractual clauses then protect you.

## For how long
- invoices and settlements: five years from the end of the year in which the tax was due;
- the contract: until claims from it have lapsed;
- decisions on the e-invoice: as long as the invoices that they concern;
- your account here: until it is closed. Its data are then made anonymous, while invoices stay for as long as the law requires.

## Your rights
You may see your data and have a copy, correct them, have them erased, restrict their use, carry them elsewhere, or object to their use. Write to the officer: ${dataProtection.email}. We answer within a month.
If you think that we break the law, you may complain to the President of the Personal Data Protection Office (uodo.gov.pl).

## Must you give your data
An account here is voluntary. Without an e-mail address and the data from an invoice, however, we cannot open one. We make no automated decisions about you and build no profiles.

## Cookies
Only necessary ones: one remembers that you are signed in, one your language, one recognises a device that has signed in before, so that no stranger can lock you out. There are no advertisements and no tracking, so we do not ask for consent.
`;
