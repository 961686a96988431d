import type { Metadata, Route } from 'next';
import { ButtonLink } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import { PageTitle } from '@/components/ui/page-title';
import { requireCustomer } from '@/lib/auth/guards';
import { overview } from '@/lib/customers/overview';
import { getLocale, getTranslations } from '@/lib/i18n/server';
import { dayOf, formatTime } from '@/lib/kernel/dates';
import { formatMoney } from '@/lib/kernel/money';
import { AmountPanel } from '../amount-panel';
import { CustomerTotalSheet } from './customer-total';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('overview'))('title') };
}

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

/** What all customers of the account owe together, and each of them. */
export default async function OverviewPage({ searchParams }: Props) {
  const actor = await requireCustomer('see');
  const { added, removed } = await searchParams;
  const now = new Date();
  const today = dayOf(now);
  const all = await overview(actor, today);
  const [t, locale] = [await getTranslations('overview'), await getLocale()];
  const { due, overdue, overpayment, customers } = all;
  const newest = customers.find(({ customerNumber }) => customerNumber === added);
  const nothing = due === 0;
  return (
    <div className="grid grid-cols-1 gap-7">
      <PageTitle note={t('count', { count: customers.length })}>{t('title')}</PageTitle>
      {newest ? (
        <Notice tone="good" role="status">
          <p className="font-semibold">{t('added', { name: newest.nickname ?? newest.name })}</p>
          <p>{t('addedText', { number: newest.customerNumber })}</p>
        </Notice>
      ) : removed ? (
        <Notice tone="good" role="status">
          <p>{t('removed')}</p>
        </Notice>
      ) : null}
      {all.amounts ? (
        <AmountPanel
          tone={nothing ? 'good' : overdue > 0 ? 'bad' : 'plain'}
          heading={nothing ? t('nothing') : t('due')}
          amount={nothing ? undefined : formatMoney(due, locale)}
          note={
            <>
              {overdue > 0 ? (
                <p className="text-ink">{t('overdue', { amount: formatMoney(overdue, locale) })}</p>
              ) : null}
              {overpayment > 0 ? (
                <p className="text-ink">
                  {t(due > 0 ? 'overpaidApart' : 'overpaid', { amount: formatMoney(overpayment, locale) })}
                </p>
              ) : null}
              <p className="text-small">{t('asOf', { time: formatTime(now) })}</p>
            </>
          }
        />
      ) : null}
      <div className="grid grid-cols-1 items-start gap-7 md:grid-cols-2">
        {customers.map(customer => (
          <CustomerTotalSheet
            key={customer.customerNumber}
            customer={customer}
            today={today}
            locale={locale}
          />
        ))}
      </div>
      <div className="no-print">
        <ButtonLink href={'/account/customers/add' as Route} look="quiet">
          {t('add')}
        </ButtonLink>
      </div>
    </div>
  );
}
