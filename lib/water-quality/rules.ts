import { divideRounded, unitPrice } from '@/lib/kernel/settlement';

/** What the figures of a water test mean. Pure. */

export const HARDNESS_SCALE = ['soft', 'medium', 'hard'] as const;
export type HardnessClass = (typeof HARDNESS_SCALE)[number];

export interface Hardness {
  /** exact decimal, mmol/l */
  readonly mmol: string;
  /** German degrees, one decimal: what dishwashers and washing powders ask for */
  readonly degrees: string;
  readonly scale: HardnessClass;
}

/** The bounds of «medium» in 10⁻⁸ mmol/l: 1.5 to 2.5 mmol/l, 8.4 to 14 °n, as on packets of washing powder. */
const MEDIUM_FROM = unitPrice('1.5');
const MEDIUM_TO = unitPrice('2.5');

/** @param mmol total hardness as an exact decimal in mmol/l; 1 mmol/l is 5.6 °n */
export function hardnessOf(mmol: string): Hardness {
  const exact = unitPrice(mmol);
  const tenths = divideRounded(exact * 56n, 100_000_000n);
  return {
    mmol,
    degrees: `${tenths / 10n}.${tenths % 10n}`,
    scale: exact < MEDIUM_FROM ? 'soft' : exact <= MEDIUM_TO ? 'medium' : 'hard',
  };
}

export interface MeasuredValue {
  /** exact decimal */
  readonly value: string;
  /** less than `value`, which is as little as the method can see */
  readonly below: boolean;
  readonly limitMin: string | null;
  readonly limitMax: string | null;
}

/** Whether a value keeps within its limits; null where there are none. */
export function withinLimits({ value, below, limitMin, limitMax }: MeasuredValue): boolean | null {
  if (limitMin === null && limitMax === null) return null;
  const measured = Number(value);
  if (limitMax !== null && measured > Number(limitMax)) return false;
  return limitMin === null || (measured >= Number(limitMin) && !below);
}

export interface Place {
  readonly zone: string;
  readonly city: string;
  /** absent: the whole place but for streets of their own */
  readonly street: string | null;
}

/** As people type it: without Polish letters, `ul.`, house number, case. */
function plain(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/ł/g, 'l')
    .replace(/\b(ul|al|os|pl|ulica|aleja|osiedle|plac)\b\.?/g, ' ')
    .replace(/\b\d+\s*[a-z]?(\s*[/-]\s*\d+\s*[a-z]?)?\b/g, ' ')
    .replace(/[^a-z ]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

/**
 * Places that fit what was typed: `Młyńska`, `mlynska 14`, `Bobowicko`, `Polna, Bobowicko`. Whole names win
 * over beginnings of names. Empty when nothing fits.
 */
export function findPlaces(places: readonly Place[], typed: string): Place[] {
  const wanted = plain(typed);
  if (wanted === '') return [];
  const named = places.map(place => {
    const city = plain(place.city);
    const street = place.street === null ? null : plain(place.street);
    const whole = street === null ? [city] : [street, `${street} ${city}`, `${city} ${street}`];
    return { place, whole };
  });
  const exact = named.filter(({ whole }) => whole.includes(wanted));
  const found =
    exact.length > 0
      ? exact
      : named.filter(({ whole }) => whole.some(name => ` ${name}`.includes(` ${wanted}`)));
  return found.map(({ place }) => place);
}
