import 'server-only';
import { db, rawSql } from '@/db/client';
import { writeAudit } from '@/lib/audit/commands';
import type { StaffActor } from '@/lib/auth/actor';
import type { Address } from '../address';
import { candidates, oneSlipAway, readQuery, score, type Asked, type Candidate } from './rules';

/** By what a customer was found; `words`: by name and address. */
export type FoundBy = 'customer' | 'contract' | 'meter' | 'invoice' | 'nip' | 'phone' | 'email' | 'words';

export interface Hit {
  readonly customerNumber: string;
  readonly kind: 'person' | 'business';
  readonly name: string;
  /** where letters go */
  readonly address: Address;
  /** where water goes, when that is elsewhere: the latest contract's */
  readonly supplied: Address | null;
  readonly by: FoundBy;
  /** the number that was found, where it is not the customer's own */
  readonly what: string | null;
}

export interface Hits {
  readonly hits: readonly Hit[];
  /** whether there are more than are listed */
  readonly more: boolean;
}

const SHOWN = 30;
/** Rows that are compared in one step. */
const COMPARED = 300;
/** With fewer than these the next, more forgiving step is taken. */
const ENOUGH = 5;

interface Found {
  readonly id: string;
  readonly by: FoundBy;
  readonly what: string | null;
}

/** Numbers, telephone numbers and addresses of mail that are exactly, or begin, what was typed. */
async function byNumber({ numbers, phone, nip, email }: Asked, forgiving: boolean): Promise<Found[]> {
  const sql = rawSql();
  const alphabet = '0123456789-/';
  const spread = (texts: readonly string[], letters: string) =>
    forgiving ? texts.flatMap(text => oneSlipAway(text, letters)) : texts;
  const exact = spread(
    numbers.filter(text => text.length <= 40),
    alphabet,
  );
  const plain = exact.map(text => text.replaceAll('-', ''));
  const emails = email ? spread([email], 'abcdefghijklmnopqrstuvwxyz0123456789.-_@') : [];
  const phones = phone ? spread([phone], '0123456789').filter(text => text.length === 9) : [];
  const nips = nip ? spread([nip], '0123456789').filter(text => text.length === 10) : [];
  if (exact.length + emails.length + phones.length + nips.length === 0) return [];
  // The beginning of a number is enough when it is not merely the number of a house.
  const begin = !forgiving && numbers[0] && numbers[0].length >= 4 ? numbers[0] : null;
  const upTo = begin === null ? null : `${begin}~`;
  return sql<Found[]>`
    select id::text, by, what from (
      (select c.id, 'customer' as by, null::text as what, 1 as rank from customers c
        where upper(translate(c.customer_number, '- ', '')) = any(${plain}) limit ${SHOWN})
      union all
      (select c.id, 'nip', c.nip, 1 from customers c where c.nip = any(${nips}) limit ${SHOWN})
      union all
      (select c.id, 'phone', null, 1 from customers c where right(c.phone, 9) = any(${phones}) limit ${SHOWN})
      union all
      (select h.customer_id, 'phone', null, 1 from accounts a join account_customers h on h.account_id = a.id
        where a.staff_role is null and right(a.phone, 9) = any(${phones}) limit ${SHOWN})
      union all
      (select c.id, 'email', null, 1 from customers c where c.email = any(${emails}) limit ${SHOWN})
      union all
      (select h.customer_id, 'email', null, 1 from accounts a join account_customers h on h.account_id = a.id
        where a.staff_role is null and a.email = any(${emails}) limit ${SHOWN})
      union all
      (select k.customer_id, 'contract', k.contract_number, 1 from contracts k
        where k.contract_number = any(${exact}) limit ${SHOWN})
      union all
      (select k.customer_id, 'meter', m.serial_number, 1 from meters m
          join contracts k on k.service_point_id = m.service_point_id
        where m.serial_number = any(${exact}) order by k.starts_on desc limit ${SHOWN})
      union all
      (select i.customer_id, 'invoice', i.invoice_number, 1 from invoices i
        where i.invoice_number = any(${exact}) limit ${SHOWN})
      union all
      (select c.id, 'customer', null, 2 from customers c
        where upper(translate(c.customer_number, '- ', '')) >= ${begin?.replaceAll('-', '') ?? null}
          and upper(translate(c.customer_number, '- ', '')) < ${upTo?.replaceAll('-', '') ?? null}
        order by upper(translate(c.customer_number, '- ', '')) limit 10)
      union all
      (select k.customer_id, 'meter', m.serial_number, 2 from meters m
          join contracts k on k.service_point_id = m.service_point_id
        where m.serial_number >= ${begin} and m.serial_number < ${upTo} order by m.serial_number limit 10)
      union all
      (select i.customer_id, 'invoice', i.invoice_number, 2 from invoices i
        where i.invoice_number >= ${begin} and i.invoice_number < ${upTo} order by i.invoice_number limit 10)
    ) found order by rank limit ${COMPARED}`;
}

/** The words on file that may have been meant, for each that was typed. */
async function meant(words: readonly string[]): Promise<Candidate[][]> {
  const sql = rawSql();
  const lettered = words.filter(word => /^[a-z]/.test(word));
  const near = [...words, ...lettered.flatMap(word => (word.length >= 3 ? oneSlipAway(word) : []))];
  const known = await sql<{ word: string }[]>`
    select w.word from search_words w where w.word = any(${near})
    union
    select n.word from unnest(${lettered}::text[]) as typed, lateral (
      (select w.word from search_words w where w.word % typed and w.word !~ '^[0-9]'
        order by similarity(w.word, typed) desc limit 40)
      union all
      (select w.word from search_words w where length(typed) >= 3
          and w.word >= typed collate "C" and w.word < (typed || '~') collate "C" limit 40)) n`;
  return candidates(
    words,
    known.map(({ word }) => word),
  );
}

interface Worded {
  readonly id: string;
  readonly words: readonly string[];
}

/** Customers who have a word out of each list; each entry of `ways` is one set of lists that is enough. */
async function having(ways: readonly (readonly (readonly string[])[])[]): Promise<Worded[]> {
  if (ways.length === 0) return [];
  const sql = rawSql();
  const or = ways.map((lists, index) => {
    const and = lists.map((list, at) =>
      at === 0 ? sql`s.words && ${list as string[]}` : sql`and s.words && ${list as string[]}`,
    );
    return index === 0 ? sql`(${and})` : sql`or (${and})`;
  });
  return sql<
    Worded[]
  >`select s.customer_id as id, s.words from customer_search s where ${or} limit ${COMPARED}`;
}

/**
 * By name and address, in steps that forgive more and more until there are enough: the likeliest meaning of every
 * word; any likely one; all words but one.
 */
async function byWords(words: readonly string[]): Promise<Found[]> {
  if (words.length === 0) return [];
  const all = await meant(words);
  const asked = all.filter(each => each.length > 0);
  if (asked.length === 0) return [];
  const best = asked.map(each => each.filter(({ likeness }) => likeness === each[0]!.likeness));
  const lists = (from: readonly (readonly Candidate[])[]) => from.map(each => each.map(({ word }) => word));
  const found = new Map<string, number>();
  const step = async (ways: Parameters<typeof having>[0]) => {
    for (const { id, words: own } of await having(ways)) if (!found.has(id)) found.set(id, score(asked, own));
  };
  await step([lists(best)]);
  if (found.size < ENOUGH) await step([lists(asked)]);
  if (found.size < ENOUGH && asked.length > 1)
    await step(asked.map((_, left) => lists(asked.filter((_each, at) => at !== left))));
  return [...found].sort(([, a], [, b]) => b - a).map(([id]): Found => ({ id, by: 'words', what: null }));
}

/**
 * Customers by anything that stands on paper or is said on the telephone: name, address, number of the customer, a
 * contract, a meter or an invoice, NIP, telephone, e-mail. Accents do not matter and slips are forgiven; the best
 * answers come first. That somebody searched is logged, what for is not: it may be a telephone number (S12).
 */
export async function searchCustomers(actor: StaffActor, typed: string, now: Date): Promise<Hits> {
  const asked = readQuery(typed);
  const [numbered, worded] = await Promise.all([byNumber(asked, false), byWords(asked.words)]);
  let found = [...numbered, ...worded];
  if (found.length === 0) found = await byNumber(asked, true);
  const first = new Map<string, Found>();
  for (const each of found) if (!first.has(each.id)) first.set(each.id, each);
  const shown = [...first.values()].slice(0, SHOWN);
  const event = { action: 'customer.searched', entity: 'customers', accountId: actor.accountId } as const;
  const [hits] = await Promise.all([
    details(shown),
    writeAudit(db(), { ...event, details: { found: shown.length } }, now),
  ]);
  return { hits, more: first.size > SHOWN };
}

async function details(found: readonly Found[]): Promise<Hit[]> {
  if (found.length === 0) return [];
  const sql = rawSql();
  const rows = await sql<(Omit<Hit, 'by' | 'what'> & { id: string })[]>`
    select c.id, c.customer_number as "customerNumber", c.kind, c.name,
      json_build_object('street', c.street, 'building', c.building, 'unit', c.unit,
        'postalCode', c.postal_code, 'city', c.city) as address,
      (select json_build_object('street', s.street, 'building', s.building, 'unit', s.unit,
          'postalCode', s.postal_code, 'city', s.city)
        from contracts k join service_points s on s.id = k.service_point_id
        where k.customer_id = c.id
          and (s.street, s.building, s.unit, s.city) is distinct from (c.street, c.building, c.unit, c.city)
        order by k.starts_on desc limit 1) as supplied
    from customers c where c.id = any(${found.map(({ id }) => id)}::bigint[])`;
  const byId = new Map(rows.map(({ id, ...row }) => [id, row]));
  return found.flatMap(({ id, by, what }) => {
    const row = byId.get(id);
    return row ? [{ ...row, by, what }] : [];
  });
}
