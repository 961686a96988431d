import { canonicalEmail, canonicalNumber } from '@/lib/kernel/identifiers';

/** What staff typed into the one box, taken apart. */
export interface Asked {
  /** folded words, at most {@link MOST_WORDS} */
  readonly words: readonly string[];
  /** what may be a number of a customer, contract, meter or invoice, as it is stored */
  readonly numbers: readonly string[];
  /** the last nine digits of what may be a telephone number */
  readonly phone: string | null;
  /** ten digits: what may be a NIP */
  readonly nip: string | null;
  readonly email: string | null;
}

const MOST_WORDS = 8;
/** Longer is no question. */
export const LONGEST_QUERY = 200;

const PLAIN: Readonly<Record<string, string>> = { ł: 'l', ß: 'ss', æ: 'ae', ø: 'o', đ: 'd', œ: 'oe' };

/** Small letters without accents; the function `folded_words` of the database does the same. */
export const fold = (text: string): string =>
  text
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[łßæøđœ]/g, letter => PLAIN[letter]!);

/** The words of a text as they are searched: a postal code is one, what a street is called is none. */
export const foldedWords = (text: string): string[] =>
  fold(text)
    .replace(/(\d{2})-(\d{3})/g, '$1$2')
    .split(/[^a-z0-9]+/)
    .filter(word => word !== '');

/** What stands before the name of a street and in few addresses. */
const SMALL_WORDS = new Set(['ul', 'al', 'pl', 'os', 'm', 'i', 'nr', 'lok']);

export function readQuery(typed: string): Asked {
  const text = typed.slice(0, LONGEST_QUERY).trim();
  const parts = text.split(/\s+/);
  const email = parts.find(part => /.@./.test(part));
  const digits = text.replace(/^\+/, '').replace(/[\s().-]/g, '');
  const onlyDigits = /^\d+$/.test(digits) ? digits : '';
  const numbers = [text, ...parts].map(canonicalNumber).filter(part => /\d/.test(part) && part.length >= 3);
  const words = foldedWords(parts.filter(part => part !== email).join(' '));
  return {
    words: [...new Set(words.filter(word => !SMALL_WORDS.has(word)))].slice(0, MOST_WORDS),
    numbers: [...new Set(numbers)].slice(0, MOST_WORDS),
    phone: onlyDigits.length >= 9 && onlyDigits.length <= 15 ? onlyDigits.slice(-9) : null,
    nip: /^\d{10}$/.test(digits.replace(/^PL/i, '')) ? digits.replace(/^PL/i, '') : null,
    email: email ? canonicalEmail(email) : null,
  };
}

/**
 * Everything that one slip makes of a word: a letter left out, doubled, exchanged or added, or two swapped. Trigrams
 * hardly see slips in short words; a few hundred keys in an index cost nothing.
 */
export function oneSlipAway(word: string, alphabet = 'abcdefghijklmnopqrstuvwxyz'): string[] {
  const found = new Set<string>();
  for (let at = 0; at <= word.length; at++) {
    const [before, after] = [word.slice(0, at), word.slice(at)];
    for (const letter of alphabet) {
      found.add(before + letter + after);
      if (after) found.add(before + letter + after.slice(1));
    }
    if (after) found.add(before + after.slice(1));
    if (after.length > 1) found.add(before + after[1] + after[0] + after.slice(2));
  }
  found.delete(word);
  return [...found];
}

/** Slips between two words: letters left out, added, exchanged, or two neighbours swapped (each counts one). */
export function slips(a: string, b: string): number {
  let [last, row]: [number[], number[]] = [[], Array.from({ length: b.length + 1 }, (_, at) => at)];
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let least = Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        least = Math.min(least, last[j - 2]! + 1);
      next.push(least);
    }
    [last, row] = [row, next];
  }
  return row[b.length]!;
}

/**
 * How well a word that is on file answers the one that was typed: 1 for the same, 0 for no answer. The longer the
 * word, the more slips are still likely to be slips.
 */
export function likeness(typed: string, known: string): number {
  if (typed === known) return 1;
  if (/^\d/.test(typed)) return 0;
  const count = slips(typed, known);
  if (count === 1 && typed.length >= 3) return 0.8;
  if (typed.length >= 3 && known.startsWith(typed)) return 0.75;
  if (count === 2 && typed.length >= 5) return 0.6;
  if (count === 3 && typed.length >= 8) return 0.45;
  return 0;
}

/** A word on file that may be what was meant. */
export interface Candidate {
  readonly word: string;
  readonly likeness: number;
}

const MOST_CANDIDATES = 30;

/** For each typed word what may have been meant, the likeliest first. */
export const candidates = (words: readonly string[], known: readonly string[]): Candidate[][] =>
  words.map(typed =>
    known
      .map((word): Candidate => ({ word, likeness: likeness(typed, word) }))
      .filter(each => each.likeness > 0)
      .sort((a, b) => b.likeness - a.likeness)
      .slice(0, MOST_CANDIDATES),
  );

/** How well the words of a customer answer all that was typed: the sum over the typed words. */
export function score(asked: readonly (readonly Candidate[])[], words: readonly string[]): number {
  const own = new Set(words);
  return asked.reduce((sum, each) => sum + (each.find(({ word }) => own.has(word))?.likeness ?? 0), 0);
}
