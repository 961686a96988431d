import type { Random } from './random';

export interface Address {
  street: string | null;
  building: string;
  unit: string | null;
  postalCode: string;
  city: string;
}

const TOWN_STREETS = [
  'Młyńska', 'Studzienna', 'Lipowa', 'Ogrodowa', 'Rybacka', 'Zamkowa', 'Obrzańska', 'Garncarska', 'Wodna',
  'Kasztanowa', 'Łąkowa', 'Słoneczna', 'Wierzbowa', 'Krótka', 'Długa', 'Polna', 'Spokojna', 'Brzozowa',
  'Piaskowa', 'Nad Paklicą', 'Zielona', 'Jaśminowa', 'Winnica', 'Stary Rynek', 'Źródlana',
] as const; // prettier-ignore
const VILLAGE_STREETS = ['Leśna', 'Szkolna', 'Wiejska', 'Kwiatowa', 'Jeziorna', 'Sosnowa', 'Polna'] as const;

interface Place {
  city: string;
  postalCode: string;
  /** empty: houses are numbered through the village */
  streets: readonly string[];
}

const TOWN: Place = { city: 'Międzyrzecz', postalCode: '66-300', streets: TOWN_STREETS };
const VILLAGES: readonly Place[] = [
  { city: 'Bobowicko', postalCode: '66-300', streets: VILLAGE_STREETS },
  { city: 'Kęszyca Leśna', postalCode: '66-305', streets: VILLAGE_STREETS.slice(0, 4) },
  { city: 'Święty Wojciech', postalCode: '66-300', streets: [] },
  { city: 'Nietoperek', postalCode: '66-300', streets: [] },
  { city: 'Kuligowo', postalCode: '66-300', streets: [] },
  { city: 'Gorzyca', postalCode: '66-300', streets: [] },
  { city: 'Kursko', postalCode: '66-304', streets: [] },
  { city: 'Pieski', postalCode: '66-300', streets: [] },
];

/** The streets of each place; none where houses are numbered through it. */
export const STREETS_BY_PLACE: Readonly<Record<string, readonly string[]>> = Object.fromEntries(
  [TOWN, ...VILLAGES].map(({ city, streets }) => [city, streets]),
);

/** @param where undefined: as they live, three in four in town */
export function address(random: Random, where?: 'town' | 'no streets', flat = random.chance(0.35)): Address {
  const place =
    where === 'town' || (where === undefined && random.chance(0.75))
      ? TOWN
      : random.pick(where === 'no streets' ? VILLAGES.filter(v => v.streets.length === 0) : VILLAGES);
  const number = random.int(1, place.streets.length ? 68 : 90);
  const letter = random.chance(0.15) ? random.pick(['A', 'B', 'C'] as const) : '';
  return {
    street: place.streets.length ? random.pick(place.streets) : null,
    building: `${number}${letter}`,
    unit: flat && place === TOWN ? String(random.int(1, 36)) : null,
    postalCode: place.postalCode,
    city: place.city,
  };
}

/** `ul. Młyńska 14/3` or, where there are no streets, `Pieski 14`. */
export function addressLine(value: Address): string {
  const number = value.unit ? `${value.building}/${value.unit}` : value.building;
  return value.street ? `ul. ${value.street} ${number}` : `${value.city} ${number}`;
}
