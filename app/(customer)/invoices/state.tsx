import type { useTranslations } from 'next-intl';
import { Badge, type Tone } from '@/components/ui/badge';
import type { InvoiceSummary } from '@/lib/invoices/queries';
import type { InvoiceState } from '@/lib/invoices/rules';
import { formatDay, formatDayOfYear, type Day } from '@/lib/kernel/dates';
import { formatMoney, type Locale } from '@/lib/kernel/money';

type Translate = ReturnType<typeof useTranslations<'invoices'>>;

const TONES: Record<InvoiceState, Tone> = {
  paid: 'good',
  due: 'warn',
  partly_due: 'warn',
  overdue: 'bad',
  partly_overdue: 'bad',
  zero: 'plain',
  corrected: 'plain',
  credit: 'good',
  foreign: 'plain',
};

/** The day without its year while that is plain. */
export const dayNear = (value: Day, today: Day, locale: Locale): string =>
  value.slice(0, 4) === today.slice(0, 4) ? formatDayOfYear(value, locale) : formatDay(value, locale);

/** What became of a document, in words. */
export function StateBadge({
  invoice: { settled, dueOn, currency },
  today,
  locale,
  t,
}: {
  invoice: Pick<InvoiceSummary, 'settled' | 'dueOn' | 'currency'>;
  today: Day;
  locale: Locale;
  t: Translate;
}) {
  return (
    <Badge tone={TONES[settled.state]}>
      {t(`state.${settled.state}`, {
        day: dayNear(dueOn, today, locale),
        open: formatMoney(settled.open, locale),
        currency,
      })}
    </Badge>
  );
}
