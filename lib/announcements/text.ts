import { streetLine } from '@/lib/customers/address';
import type { translator } from '@/lib/i18n/translator';
import { dayOf, formatDay, formatTime } from '@/lib/kernel/dates';
import type { Locale } from '@/lib/kernel/money';
import type { Bilingual } from './queries';
import type { Area } from './rules';

type Texts = ReturnType<typeof translator<'announcements'>>;

/** A text in the reader's language, or in Polish where there is no other; `lang` says which it is. */
export const inLanguage = ({ pl, en }: Bilingual, locale: Locale): { text: string; lang: Locale } =>
  locale === 'en' && en !== null ? { text: en, lang: 'en' } : { text: pl, lang: 'pl' };

/** `ul. Młyńska 1–15 (numery nieparzyste), Międzyrzecz`; of a whole town `Międzyrzecz, cała miejscowość`. */
export function areaLine({ city, street, fromNumber, toNumber, side }: Area, t: Texts): string {
  const name = streetLine({ street, building: null, unit: null, postalCode: null, city });
  const range =
    fromNumber !== null && fromNumber === toNumber
      ? fromNumber
      : fromNumber !== null && toNumber !== null
        ? `${fromNumber}–${toNumber}`
        : fromNumber !== null
          ? t('area.from', { number: fromNumber })
          : toNumber !== null
            ? t('area.to', { number: toNumber })
            : null;
  const sided = side === 'both' ? null : t(`area.${side}`);
  if (street === null && range === null && sided === null) return t('area.town', { city });
  const numbers = [range, range !== null && sided !== null ? `(${sided})` : sided].filter(Boolean).join(' ');
  return [[name, numbers].filter(Boolean).join(' '), street === null ? null : city]
    .filter(Boolean)
    .join(', ');
}

/** `22 listopada 2026, 14:30`, in Warsaw. */
export const momentLine = (instant: Date, locale: Locale): string =>
  `${formatDay(dayOf(instant), locale)}, ${formatTime(instant)}`;
