/** Where an announcement applies, and when. Pure: addresses and instants are arguments. */

export const SIDES = ['both', 'odd', 'even'] as const;
export type Side = (typeof SIDES)[number];

/** A town, or a street of it, or numbers of the street. */
export interface Area {
  readonly city: string;
  /** null: the whole town; with numbers: the houses that no street numbers */
  readonly street: string | null;
  /** as on the houses, `12A`, `3/5`; null: from the first, to the last */
  readonly fromNumber: string | null;
  readonly toNumber: string | null;
  readonly side: Side;
}

/** The address of a service point, as far as it says where it lies. */
export interface Place {
  readonly city: string;
  readonly street: string | null;
  readonly building: string | null;
  readonly unit: string | null;
}

/** What a street or town is, said in different ways; `ulica` says nothing. */
const WORDS: Readonly<Record<string, string>> = {
  ul: '',
  ulica: '',
  aleje: 'al',
  aleja: 'al',
  plac: 'pl',
  osiedle: 'os',
  swiety: 'sw',
  swieta: 'sw',
  swietego: 'sw',
  swietej: 'sw',
};

/** A name as people mean it: without case, Polish letters, dots and a stray «ul.». */
export function foldName(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/ł/g, 'l')
    .split(/[^a-z0-9]+/)
    .map(word => WORDS[word] ?? word)
    .filter(Boolean)
    .join(' ');
}

/** A number of a house: 12, its letter, and what stands after a slash. */
export interface HouseNumber {
  readonly number: number;
  /** lower case; empty for none */
  readonly letter: string;
  /** `5` of `3/5`, `2b` of `12A/2B`; null for none */
  readonly fraction: { readonly number: number; readonly letter: string } | null;
}

const HOUSE = /^(\d{1,5})([a-z]{0,2})(?:\/(\d{0,5})([a-z]{0,2}))?$/;

/** @returns null for what is no number of a house: `dz. 45`, an empty text */
export function houseNumber(text: string): HouseNumber | null {
  const match = HOUSE.exec(text.toLowerCase().replace(/\s+/g, '').replace(/[\\.]/g, '/').replace(/\/$/, ''));
  if (!match) return null;
  const [, number, letter = '', fraction = '', after = ''] = match;
  return {
    number: Number(number),
    letter,
    fraction: fraction || after ? { number: Number(fraction || 0), letter: after } : null,
  };
}

const order = (a: string | number, b: string | number) => (a < b ? -1 : a > b ? 1 : 0);

/** 3, 3/2, 3/10, 3A, 3A/1, 4: as the houses of a street stand. */
export function compareHouses(a: HouseNumber, b: HouseNumber): number {
  return (
    order(a.number, b.number) ||
    order(a.letter, b.letter) ||
    order(a.fraction === null ? -1 : a.fraction.number, b.fraction === null ? -1 : b.fraction.number) ||
    order(a.fraction?.letter ?? '', b.fraction?.letter ?? '')
  );
}

/** Whether `house` is `bound` or a part of it: 12A and 12/3 are parts of 12, 12A/2 of 12A, 12B is none of 12A. */
function isPartOf(house: HouseNumber, bound: HouseNumber): boolean {
  if (house.number !== bound.number) return false;
  if (bound.letter === '' && bound.fraction === null) return true;
  if (house.letter !== bound.letter) return false;
  return (
    bound.fraction === null ||
    (house.fraction?.number === bound.fraction.number &&
      (bound.fraction.letter === '' || house.fraction.letter === bound.fraction.letter))
  );
}

function withinRange(house: HouseNumber, { fromNumber, toNumber, side }: Area): boolean {
  if (side !== 'both' && (house.number % 2 === 0) !== (side === 'even')) return false;
  const from = fromNumber === null ? null : houseNumber(fromNumber);
  const to = toNumber === null ? null : houseNumber(toNumber);
  // A bound that cannot be read bounds nothing: rather told for nothing than not told.
  if (from && compareHouses(house, from) < 0) return false;
  return to === null || compareHouses(house, to) <= 0 || isPartOf(house, to);
}

/** The numbers of a point: `14/3` with its flat; both ends of a house that has `12-14`. */
function housesOf({ building, unit }: Place): HouseNumber[] {
  const ends = (building ?? '').split(/[-–,]/);
  return ends
    .map(end => houseNumber(unit && !end.includes('/') ? `${end}/${unit}` : end) ?? houseNumber(end))
    .filter(house => house !== null);
}

const everyNumber = ({ fromNumber, toNumber, side }: Area) =>
  fromNumber === null && toNumber === null && side === 'both';

/** Whether a service point lies in an area. */
export function matches(place: Place, area: Area): boolean {
  const city = foldName(place.city);
  if (city !== foldName(area.city)) return false;
  // Some keep the village's own name as the street of a village without streets.
  const streetOf = (name: string | null) => {
    const folded = name === null ? '' : foldName(name);
    return folded === city ? '' : folded;
  };
  const street = streetOf(area.street);
  if (street === '' && everyNumber(area)) return true;
  if (streetOf(place.street) !== street) return false;
  return everyNumber(area) || housesOf(place).some(house => withinRange(house, area));
}

export const matchesAny = (place: Place, areas: readonly Area[]): boolean =>
  areas.some(area => matches(place, area));

/** When an announcement applies. */
export interface Period {
  readonly publishedAt: Date | null;
  readonly startsAt: Date;
  /** as expected now; null where nobody knows */
  readonly endsAt: Date | null;
  /** when staff ended it */
  readonly endedAt: Date | null;
}

export type Phase = 'draft' | 'coming' | 'now' | 'ended';

/** The instant at which it ended or is going to: said by staff, else the expected end (it ends by itself). */
export function endOf({ endsAt, endedAt }: Pick<Period, 'endsAt' | 'endedAt'>): Date | null {
  if (endedAt && endsAt) return endedAt < endsAt ? endedAt : endsAt;
  return endedAt ?? endsAt;
}

export function phaseOf(period: Period, now: Date): Phase {
  if (period.publishedAt === null) return 'draft';
  const end = endOf(period);
  if (end !== null && end <= now) return 'ended';
  return period.startsAt > now ? 'coming' : 'now';
}

/** How long an ended one stays on the public list, in days. */
export const ENDED_DAYS = 30;
/** How long before its beginning planned work stands on the dashboard, in days. */
export const AHEAD_DAYS = 7;
