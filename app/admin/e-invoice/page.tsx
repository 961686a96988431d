import type { Metadata, Route } from 'next';
import { ButtonLink } from '@/components/ui/button';
import { TextLink } from '@/components/ui/link';
import { Notice } from '@/components/ui/notice';
import { PageTitle } from '@/components/ui/page-title';
import { QuerySelect } from '@/components/ui/query-form';
import { Table } from '@/components/ui/table';
import { requireStaff } from '@/lib/auth/guards';
import { may } from '@/lib/auth/permissions';
import { DELIVERIES } from '@/lib/e-invoice/rules';
import { activeConsents } from '@/lib/e-invoice/staff/queries';
import { whereText } from '@/lib/e-invoice/texts';
import { getLocale, getTranslations } from '@/lib/i18n/server';
import { dayOf, formatDayShort } from '@/lib/kernel/dates';
import { ListFilter } from '../list-filter';
import { ListPager } from '../list-pager';
import { askedConsents, CHANNELS, consentsHref } from './asked';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('office-e-invoice'))('title') };
}

const PAGE = 50;

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

/** Who gets e-invoices today; from here forms are entered and what must be printed is listed. */
export default async function StaffEInvoicePage({ searchParams }: Props) {
  const actor = await requireStaff('e_invoice.see');
  const sent = await searchParams;
  const asked = askedConsents(sent);
  const { rows, total } = await activeConsents(actor, { ...asked, limit: PAGE }, dayOf(new Date()));
  const [t, words, locale] = [
    await getTranslations('office-e-invoice'),
    await getTranslations('eInvoice'),
    await getLocale(),
  ];
  const form = 'consents';
  const entered =
    typeof sent.entered === 'string' && /^[\w-]{1,60}$/.test(sent.entered) ? sent.entered : null;
  return (
    <div className="grid grid-cols-1 gap-6">
      <PageTitle>{t('title')}</PageTitle>
      {entered ? (
        <Notice tone="good" role="status">
          <p>{t('entered')}</p>
          <p>
            <TextLink href={`/admin/customers/${entered}#eInvoice`}>
              {t('toCustomer', { number: entered })}
            </TextLink>
          </p>
        </Notice>
      ) : null}
      <div className="flex flex-wrap gap-3">
        {may(actor.role, 'e_invoice.enter') ? (
          <ButtonLink href={'/admin/e-invoice/new' as Route}>{t('new.link')}</ButtonLink>
        ) : null}
        <ButtonLink href={'/admin/e-invoice/print' as Route} look="quiet">
          {t('print.title')}
        </ButtonLink>
      </div>
      <ListFilter
        list={'/admin/e-invoice' as Route}
        name={form}
        label={t('filter.title')}
        filtered={asked.delivery !== null || asked.channel !== null}
      >
        <QuerySelect
          form={form}
          name="delivery"
          label={t('filter.delivery')}
          value={asked.delivery ?? ''}
          options={[
            { value: '', label: t('filter.any') },
            ...DELIVERIES.map(value => ({ value, label: t(`delivery.${value}`) })),
          ]}
        />
        <QuerySelect
          form={form}
          name="channel"
          label={t('filter.channel')}
          value={asked.channel ?? ''}
          options={[
            { value: '', label: t('filter.any') },
            ...CHANNELS.map(value => ({ value, label: words(`channel.${value}`) })),
          ]}
        />
      </ListFilter>
      <section aria-labelledby="consents" className="grid grid-cols-1 gap-3">
        <h2 id="consents">{t('list.title', { count: total })}</h2>
        {rows.length === 0 ? (
          <p>{t('list.none')}</p>
        ) : (
          <Table
            caption={t('list.caption')}
            rows={rows}
            rowKey={({ customerNumber }) => customerNumber}
            columns={[
              {
                key: 'name',
                head: t('list.customer'),
                main: true,
                cell: ({ name, customerNumber }) => (
                  <TextLink href={`/admin/customers/${encodeURIComponent(customerNumber)}#eInvoice`}>
                    {name}
                  </TextLink>
                ),
              },
              {
                key: 'number',
                head: t('list.number'),
                cell: ({ customerNumber }) => <span className="whitespace-nowrap">{customerNumber}</span>,
              },
              {
                key: 'where',
                head: t('list.where'),
                cell: row => <span className="wrap-anywhere">{whereText(row, locale)}</span>,
              },
              { key: 'since', head: t('list.since'), cell: ({ since }) => formatDayShort(since) },
              { key: 'channel', head: t('list.channel'), cell: ({ channel }) => words(`channel.${channel}`) },
            ]}
          />
        )}
        <ListPager
          label={t('list.pages')}
          offset={asked.offset}
          page={PAGE}
          more={asked.offset + PAGE < total}
          href={offset => consentsHref({ ...asked, offset })}
        />
      </section>
    </div>
  );
}
