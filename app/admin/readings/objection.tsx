import { getTranslations } from '@/lib/i18n/server';
import { formatDay } from '@/lib/kernel/dates';
import type { Locale } from '@/lib/kernel/money';
import { formatCubicMetres, litres } from '@/lib/kernel/volume';
import type { ReviewRow } from '@/lib/readings/review/queries';

/** What the rules objected to, in a sentence with its figures. */
export async function objectionText(row: ReviewRow, locale: Locale): Promise<string> {
  const t = await getTranslations('office-readings.objection');
  const { question, previous, expected, value } = row;
  const volume = (amount: number) => formatCubicMetres(litres(amount), locale);
  if (question === 'below_previous' && previous)
    return t('below', { state: volume(previous.value), day: formatDay(previous.on, locale) });
  if (question === 'above_expected' && expected)
    return t('above', { from: volume(expected.from), to: volume(expected.to) });
  if (question === 'above_main') return t('main');
  if (row.taken) return t('taken');
  if (row.state === 'in_review') {
    if (previous && value < previous.value)
      return t('below', { state: volume(previous.value), day: formatDay(previous.on, locale) });
    return t('unsure');
  }
  return t('none');
}
