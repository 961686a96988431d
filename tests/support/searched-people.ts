import type postgres from 'postgres';
import * as numbers from '@/db/seed/numbers';
import { random as randomOf, type Random } from '@/db/seed/random';

/** Syllables, so that names are many and nobody's: about 25,000 surnames and 400 streets. */
const FIRST = [
  'Bar', 'Bąd', 'Cie', 'Czar', 'Dąb', 'Dobr', 'Gło', 'Gra', 'Grzy', 'Jar', 'Kacz', 'Kaź', 'Kło', 'Kra', 'Krzy', 'Lu',
  'Łab', 'Łu', 'Mal', 'Mie', 'Mło', 'Mro', 'Nie', 'Ol', 'Pęk', 'Pia', 'Prze', 'Ra', 'Ród', 'Rze', 'Sie', 'Sło', 'Stę',
  'Szcze', 'Świ', 'Ta', 'Trze', 'Wą', 'Wie', 'Wło', 'Za', 'Zie', 'Żó', 'Źród', 'Ży',
] as const; // prettier-ignore
const SECOND = [
  'bo', 'cho', 'czy', 'da', 'dzi', 'ga', 'go', 'gó', 'ja', 'ka', 'ki', 'ko', 'la', 'le', 'lo', 'łą', 'łę', 'mi', 'ni',
  'pa', 'pie', 'ra', 'ro', 'rzy', 'sa', 'szy', 'ta', 'to', 'wa', 'wi', 'za', 'zie', 'żo', 'ście',
] as const; // prettier-ignore
const THIRD = [
  'czak', 'lski', 'wski', 'ński', 'cki', 'rek', 'szek', 'ń', 'ch', 'wicz', 'k', 'ła', 'ga', 'j', 'ż', 'mski',
] as const; // prettier-ignore
const GIVEN = [
  'Anna', 'Maria', 'Katarzyna', 'Małgorzata', 'Agnieszka', 'Barbara', 'Ewa', 'Krystyna', 'Elżbieta', 'Łucja', 'Zofia',
  'Jan', 'Andrzej', 'Piotr', 'Krzysztof', 'Stanisław', 'Tomasz', 'Paweł', 'Józef', 'Marcin', 'Michał', 'Grzegorz',
] as const; // prettier-ignore
const STREET_ENDS = ['wa', 'na', 'ska', 'cka', 'sta', 'rna', 'lna', 'żna', 'czna'] as const;
const TOWNS = ['Międzyrzecz', 'Bobowicko', 'Święty Wojciech', 'Kęszyca Leśna', 'Nietoperek'] as const;

export interface Person {
  readonly customerNumber: string;
  readonly name: string;
  readonly street: string;
  readonly building: string;
  readonly city: string;
}

const person = (random: Random, index: number): Person => ({
  customerNumber: numbers.customerNumber(index),
  name: `${random.pick(GIVEN)} ${random.pick(FIRST)}${random.pick(SECOND)}${random.pick(THIRD)}`,
  street: `${random.pick(FIRST)}${random.pick(['', 'o', 'y'] as const)}${random.pick(STREET_ENDS)}`,
  building: String(random.int(1, 120)),
  city: random.pick(TOWNS),
});

/**
 * Fills an empty database with people to be found, each with a service point, a contract, a meter and two invoices.
 * The same count gives the same people.
 */
export async function insertPeople(sql: postgres.Sql, count: number): Promise<Person[]> {
  const random = randomOf(8_200);
  const people = Array.from({ length: count }, (_, index) => person(random, index + 1));
  for (let from = 0; from < count; from += 10_000) {
    const chunk = people.slice(from, from + 10_000);
    await sql`
      insert into customers (customer_number, kind, name, street, building, postal_code, city, email, phone)
      select j->>'customerNumber', 'person', j->>'name', j->>'street', j->>'building', '66-300', j->>'city',
        lower(j->>'customerNumber') || '@example.pl', '+48' || (500000000 + n + ${from}::int)
      from json_array_elements(${JSON.stringify(chunk)}::text::json) with ordinality as t(j, n)`;
  }
  await sql`
    insert into service_points (service_point_number, street, building, postal_code, city)
    select 'P-' || c.id, c.street, c.building, '66-300', c.city from customers c`;
  await sql`
    insert into contracts (contract_number, customer_id, service_point_id, service, signed_on, starts_on)
    select 'U/' || c.id, c.id, s.id, 'water', '2020-01-01', '2020-01-01'
    from customers c join service_points s on s.service_point_number = 'P-' || c.id`;
  await sql`
    insert into meters (serial_number, service_point_id, role, installed_on)
    select 'WM-' || (70000000 + s.id), s.id, 'main', '2020-01-01' from service_points s`;
  await sql`
    insert into invoices (invoice_number, customer_id, issued_on, due_on, net_gr, vat_gr, gross_gr)
    select 'FV/2026/' || m || '/' || lpad(c.id::text, 6, '0'), c.id, make_date(2026, m, 5), make_date(2026, m, 19),
      10000, 800, 10800
    from customers c, unnest(array[9, 10]) as m`;
  await sql`vacuum analyze`;
  return people;
}

const DIACRITICS = 'ąćęłńóśźż';
const PLAIN = 'acelnoszz';

/** The kinds of slips: each takes a word and a random source and gives the word as it may be typed. */
export const SLIPS: Readonly<Record<string, (word: string, random: Random) => string>> = {
  swapped: (word, random) => {
    const at = random.int(1, word.length - 2);
    return word.slice(0, at) + word[at + 1] + word[at] + word.slice(at + 2);
  },
  missing: (word, random) => {
    const at = random.int(1, word.length - 1);
    return word.slice(0, at) + word.slice(at + 1);
  },
  doubled: (word, random) => {
    const at = random.int(0, word.length - 1);
    return word.slice(0, at + 1) + word.slice(at);
  },
  'without Polish letters': word =>
    word.toLowerCase().replace(/[ąćęłńóśźż]/g, letter => PLAIN[DIACRITICS.indexOf(letter)]!),
};

export interface Misspelt {
  readonly wanted: Person;
  readonly kind: string;
  readonly query: string;
}

/** Queries with a slip in the surname and, in every other, one in the street as well. */
export function misspelt(people: readonly Person[], count: number): Misspelt[] {
  const random = randomOf(50);
  const kinds = Object.keys(SLIPS);
  return Array.from({ length: count }, (_, index) => {
    const wanted = random.pick(people);
    const kind = kinds[index % kinds.length]!;
    const slip = SLIPS[kind]!;
    const [given, surname] = wanted.name.split(' ') as [string, string];
    const street = index % 2 === 0 ? wanted.street : slip(wanted.street, random);
    return {
      wanted,
      kind,
      query: [slip(surname, random), index % 3 === 0 ? '' : given, street, wanted.building]
        .filter(Boolean)
        .join(' '),
    };
  });
}
