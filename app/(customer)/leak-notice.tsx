import type { Route } from 'next';
import Link from '@/components/ui/link';
import { Notice } from '@/components/ui/notice';
import { placeLine } from '@/lib/customers/address';
import { getTranslations } from '@/lib/i18n/server';
import { formatDay } from '@/lib/kernel/dates';
import { formatMoney, type Locale } from '@/lib/kernel/money';
import { formatCubicMetres, litres, type Litres } from '@/lib/kernel/volume';
import type { OpenLeak } from '@/lib/readings/leaks/queries';

const whole = (volume: Litres): Litres => litres(Math.round(volume / 1000) * 1000);

/** Far more water than usual: how much, what it costs, and the way to find out why. */
export async function LeakNotice({ leaks, locale }: { leaks: readonly OpenLeak[]; locale: Locale }) {
  const t = await getTranslations('leak.notice');
  return (
    <Notice tone="warn">
      <h2 className="text-body font-bold">{t('title')}</h2>
      {leaks.map(({ serial, address, from, to, daily, usual, extra, cost }) => (
        <p key={serial}>
          {leaks.length > 1 ? <b>{placeLine(address)}: </b> : null}
          {t('text', {
            from: formatDay(from, locale),
            to: formatDay(to, locale),
            daily: Math.round(daily),
            usual: Math.round(usual),
            extra: formatCubicMetres(whole(extra), locale),
          })}
          {cost === null ? null : ` ${t('cost', { cost: formatMoney(cost, locale) })}`}
        </p>
      ))}
      <p>{t('perhaps')}</p>
      <p>
        <Link
          href={'/help/leak' as Route}
          className="inline-flex min-h-11 items-center underline underline-offset-4"
        >
          {t('guide')}
        </Link>
      </p>
    </Notice>
  );
}
