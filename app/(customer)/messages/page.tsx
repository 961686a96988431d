import type { Metadata, Route } from 'next';
import { CaseStateBadge } from '@/app/_cases/state-badge';
import { ButtonLink } from '@/components/ui/button';
import { TextLink } from '@/components/ui/link';
import { PageTitle } from '@/components/ui/page-title';
import { Sheet } from '@/components/ui/sheet';
import { requireCustomer } from '@/lib/auth/guards';
import { getLocale, getTranslations } from '@/lib/i18n/server';
import { dayOf, formatDay } from '@/lib/kernel/dates';
import { listCases } from '@/lib/messages/queries';
import { isOver } from '@/lib/messages/rules/states';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('messages'))('title') };
}

/** What the customer has written, with its state and the day of the answer. */
export default async function MessagesPage() {
  const actor = await requireCustomer('all');
  const found = await listCases(actor);
  const [t, locale] = [await getTranslations('messages'), await getLocale()];
  return (
    <div className="grid grid-cols-1 gap-7">
      <PageTitle note={actor.customers.length > 1 ? actor.current.name : undefined}>{t('title')}</PageTitle>
      <div>
        <ButtonLink href={'/messages/new' as Route}>{t('list.new')}</ButtonLink>
      </div>
      <Sheet title={t('list.mine')} id="mine">
        {found.length === 0 ? <p>{t('list.none')}</p> : null}
        <ul className="grid grid-cols-1">
          {found.map(({ ref, kind, state, receivedAt, answerBy, excerpt }) => (
            <li
              key={ref}
              className="grid grid-cols-1 gap-1 border-t border-line py-4 first:border-t-0 first:pt-0 last:pb-0"
            >
              <div className="flex flex-wrap items-baseline justify-between gap-x-4">
                <TextLink href={`/messages/${ref}` as Route} className="font-semibold">
                  {t(`kinds.${kind}.name`)}
                  <span className="sr-only"> {ref}</span>
                </TextLink>
                <CaseStateBadge state={state} />
              </div>
              <p className="truncate">{excerpt}</p>
              <p className="text-small text-soft">
                {t('list.ref', { ref })} ·{' '}
                {t('list.sent', { day: formatDay(dayOf(new Date(receivedAt)), locale) })}
                {isOver(state)
                  ? null
                  : ` · ${answerBy ? t('list.answerBy', { day: formatDay(answerBy, locale) }) : t('list.noAnswer')}`}
              </p>
            </li>
          ))}
        </ul>
      </Sheet>
    </div>
  );
}
