import { getLocale, getTranslations } from '@/lib/i18n/server';
import { dayOf } from '@/lib/kernel/dates';
import { formatMoney } from '@/lib/kernel/money';
import { totalInterest, type LateAmount } from '@/lib/settlements/rules';
import { utility } from '@/lib/utility';

/**
 * One calm line on what the delay has cost so far, as information: the utility may charge it by a note of its own.
 * Nothing where there is no delay, or where the table of rates does not reach back far enough.
 */
export async function LateInterest({
  late,
  kind,
  now,
}: {
  late: readonly LateAmount[];
  /** businesses may be charged a higher rate (commercial transactions) */
  kind: 'person' | 'business';
  now: Date;
}) {
  const interest = totalInterest(late, utility().lateInterest, dayOf(now));
  if (!interest) return null;
  const [t, locale] = [await getTranslations('settlements'), await getLocale()];
  return (
    <p className="text-small">
      {t('interest', { amount: formatMoney(interest, locale) })}{' '}
      {kind === 'business' ? t('interestBusiness') : null}
    </p>
  );
}
