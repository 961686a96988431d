import { getTranslations } from '@/lib/i18n/server';
import { TextLink } from '@/components/ui/link';
import { Badge } from '@/components/ui/badge';
import { Sheet } from '@/components/ui/sheet';
import type { Upcoming } from '@/lib/customers/queries';
import { daysBetween, formatDay, type Day } from '@/lib/kernel/dates';
import type { Locale } from '@/lib/kernel/money';

/** Where each is explained, with what to do. */
const PAGES: Record<Upcoming['kind'], string> = { legalisation: '/meters', contract: '/contracts' };

/** What is about to end: garden meters' legalisation, fixed-term contracts. */
export async function UpcomingList({
  items,
  today,
  locale,
}: {
  items: readonly Upcoming[];
  today: Day;
  locale: Locale;
}) {
  const t = await getTranslations('dashboard.upcoming');
  return (
    <Sheet title={t('title')} id="upcoming">
      <ul className="grid gap-4">
        {items.map(({ kind, name, on }) => {
          const days = daysBetween(today, on);
          const day = formatDay(on, locale);
          return (
            <li key={kind + name} className="flex flex-wrap items-baseline justify-between gap-x-4">
              <span className="min-w-0 grow basis-56">
                <TextLink href={PAGES[kind]}>{t(kind, { name })}</TextLink>
                <span className="block text-small text-soft">
                  {kind === 'contract'
                    ? t('contractUntil', { day })
                    : days < 0
                      ? t('legalisationEnded', { day })
                      : t('legalisationUntil', { day })}
                </span>
              </span>
              <Badge tone={days < 0 ? 'bad' : 'warn'}>
                {days < 0 ? t('ended') : t('days', { count: days })}
              </Badge>
            </li>
          );
        })}
      </ul>
    </Sheet>
  );
}
