import type { Metadata } from 'next';
import { TextLink } from '@/components/ui/link';
import { PageTitle } from '@/components/ui/page-title';
import { Table } from '@/components/ui/table';
import { requireStaff } from '@/lib/auth/guards';
import { placeLine } from '@/lib/customers/address';
import { searchCustomers } from '@/lib/customers/search/queries';
import { LONGEST_QUERY } from '@/lib/customers/search/rules';
import { getTranslations } from '@/lib/i18n/server';
import { SearchBox } from './search-box';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('office-customers'))('title') };
}

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

/** One box for whatever a customer says on the telephone or has on paper. */
export default async function CustomersPage({ searchParams }: Props) {
  const actor = await requireStaff('customers.see');
  const { q } = await searchParams;
  const typed = typeof q === 'string' ? q.slice(0, LONGEST_QUERY).trim() : '';
  const t = await getTranslations('office-customers');
  const found = typed === '' ? null : await searchCustomers(actor, typed, new Date());
  return (
    <div className="grid grid-cols-1 gap-6">
      <PageTitle>{t('title')}</PageTitle>
      <SearchBox typed={typed} />
      {found ? (
        <section aria-labelledby="found" className="grid grid-cols-1 gap-3">
          <h2 id="found">{t('found', { count: found.hits.length })}</h2>
          {found.hits.length === 0 ? <p>{t('nobody')}</p> : null}
          {found.more ? <p className="text-soft">{t('more', { count: found.hits.length })}</p> : null}
          {found.hits.length > 0 ? (
            <Table
              caption={t('caption')}
              rows={found.hits}
              rowKey={({ customerNumber }) => customerNumber}
              columns={[
                {
                  key: 'name',
                  head: t('columns.name'),
                  main: true,
                  cell: ({ name, customerNumber }) => (
                    <TextLink
                      href={`/admin/customers/${encodeURIComponent(customerNumber)}`}
                      className="font-semibold"
                    >
                      {name}
                    </TextLink>
                  ),
                },
                {
                  key: 'number',
                  head: t('columns.number'),
                  cell: ({ customerNumber }) => <span className="whitespace-nowrap">{customerNumber}</span>,
                },
                {
                  key: 'address',
                  head: t('columns.address'),
                  cell: ({ address, supplied }) => (
                    <span className="grid">
                      {placeLine(address)}
                      {supplied ? (
                        <span className="text-small text-soft">
                          {t('supplied', { place: placeLine(supplied) })}
                        </span>
                      ) : null}
                    </span>
                  ),
                },
                {
                  key: 'by',
                  head: t('columns.by'),
                  cell: ({ by, what }) => t(`by.${by}`, { what: what ?? '' }),
                },
              ]}
            />
          ) : null}
        </section>
      ) : null}
    </div>
  );
}
