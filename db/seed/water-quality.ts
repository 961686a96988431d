import type postgres from 'postgres';
import type { Day } from '../../lib/kernel/dates';
import * as schema from '../schema';
import { addDays } from './calendar';
import { copyInto } from './copy';
import { STREETS_BY_PLACE } from './places';

/**
 * Zones, parameters and tests to show the page with. Every zone and test is marked as an example: nobody may
 * take a made-up figure for the water in their tap.
 */

const LABORATORY = 'Laboratorium Przykładowe';

/** Limits as the ordinance of 7 December 2017 has them; data, because ordinances change. */
const PARAMETERS: readonly [string, string, string, string | null, string | null, string | null][] = [
  ['e-coli', 'Escherichia coli', 'Escherichia coli', 'jtk (CFU)/100 ml', null, '0'],
  ['enterococci', 'Enterokoki', 'Enterococci', 'jtk (CFU)/100 ml', null, '0'],
  ['coliforms', 'Bakterie grupy coli', 'Coliform bacteria', 'jtk (CFU)/100 ml', null, '0'],
  ['ph', 'pH', 'pH', null, '6.5', '9.5'],
  ['turbidity', 'Mętność', 'Turbidity', 'NTU', null, '1.0'],
  ['conductivity', 'Przewodność elektryczna', 'Conductivity', 'µS/cm', null, '2500'],
  ['iron', 'Żelazo', 'Iron', 'µg/l', null, '200'],
  ['manganese', 'Mangan', 'Manganese', 'µg/l', null, '50'],
  ['ammonium', 'Jon amonowy', 'Ammonium', 'mg/l', null, '0.50'],
  ['nitrates', 'Azotany', 'Nitrates', 'mg/l', null, '50'],
  ['nitrites', 'Azotyny', 'Nitrites', 'mg/l', null, '0.50'],
];

interface Zone {
  zone: string;
  pl: string;
  en: string;
  source: { pl: string; en: string };
  cities: readonly string[];
  /** days ago, hardness and one value a parameter (`<` where below what can be measured); none: not tested yet */
  test?: { ago: number; hardness: string; values: readonly string[] };
}

const ZONES: readonly Zone[] = [
  {
    zone: 'miasto',
    pl: 'Strefa Miasto',
    en: 'Town zone',
    source: {
      pl: 'Ujęcie i stacja uzdatniania Święty Wojciech',
      en: 'Święty Wojciech intake and treatment plant',
    },
    cities: ['Międzyrzecz', 'Święty Wojciech'],
    test: {
      ago: 17,
      hardness: '2.75',
      values: ['0', '0', '0', '7.4', '0.31', '612', '38', '<5', '<0.05', '4.8', '<0.03'],
    },
  },
  {
    zone: 'polnoc',
    pl: 'Strefa Północ',
    en: 'North zone',
    source: { pl: 'Ujęcie Bobowicko', en: 'Bobowicko intake' },
    cities: ['Bobowicko', 'Kuligowo', 'Gorzyca', 'Pieski'],
    test: {
      ago: 31,
      hardness: '2.10',
      values: ['0', '0', '0', '7.6', '0.42', '488', '64', '12', '0.08', '2.1', '<0.03'],
    },
  },
  {
    zone: 'lasy',
    pl: 'Strefa Lasy',
    en: 'Forest zone',
    source: { pl: 'Ujęcie Kęszyca Leśna', en: 'Kęszyca Leśna intake' },
    cities: ['Kęszyca Leśna', 'Nietoperek'],
    test: {
      ago: 24,
      hardness: '1.35',
      values: ['0', '0', '0', '7.1', '<0.20', '334', '<20', '<5', '<0.05', '1.2', '<0.03'],
    },
  },
  {
    zone: 'kursko',
    pl: 'Strefa Kursko',
    en: 'Kursko zone',
    source: { pl: 'Ujęcie Kursko', en: 'Kursko intake' },
    cities: ['Kursko'],
  },
];

/** Tables whose ids are given here, and whose sequences must go on behind them. */
export const WATER_TABLES = ['water_zones', 'water_tests'] as const;

export async function writeWaterQuality(tx: postgres.TransactionSql, today: Day): Promise<void> {
  await copyInto(
    tx,
    schema.waterParameters,
    PARAMETERS.map(([parameter, namePl, nameEn, unit, limitMin, limitMax], position) => {
      return { parameter, namePl, nameEn, unit, limitMin, limitMax, position };
    }),
  );
  await copyInto(
    tx,
    schema.waterZones,
    ZONES.map(({ zone, pl, en, source }, position) => ({
      id: position + 1,
      zone,
      namePl: pl,
      nameEn: en,
      sourcePl: source.pl,
      sourceEn: source.en,
      position,
      example: true,
    })),
  );
  await copyInto(
    tx,
    schema.waterZonePlaces,
    ZONES.flatMap(({ cities }, index) =>
      cities.flatMap(city =>
        [null, ...(STREETS_BY_PLACE[city] ?? [])].map(street => ({ zoneId: index + 1, city, street })),
      ),
    ),
  );
  const tests = ZONES.flatMap(({ test }, index) =>
    test ? [{ id: index + 1, zoneId: index + 1, ...test }] : [],
  );
  await copyInto(
    tx,
    schema.waterTests,
    tests.map(({ id, zoneId, ago, hardness }) => ({
      id,
      zoneId,
      testedOn: addDays(today, -ago),
      verdict: 'fit' as const,
      notePl: null,
      noteEn: null,
      laboratory: LABORATORY,
      hardness,
      example: true,
    })),
  );
  await copyInto(
    tx,
    schema.waterTestValues,
    tests.flatMap(({ id, values }) =>
      values.map((text, at) => ({
        testId: id,
        parameter: PARAMETERS[at]![0],
        value: text.replace('<', ''),
        below: text.startsWith('<'),
      })),
    ),
  );
}
