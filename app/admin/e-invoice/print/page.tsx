import type { Metadata, Route } from 'next';
import { ButtonLink } from '@/components/ui/button';
import { TextLink } from '@/components/ui/link';
import { PageTitle } from '@/components/ui/page-title';
import { Table } from '@/components/ui/table';
import { requireStaff } from '@/lib/auth/guards';
import { invoicesToPrint } from '@/lib/e-invoice/staff/queries';
import { getTranslations } from '@/lib/i18n/server';
import { formatDayShort } from '@/lib/kernel/dates';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('office-e-invoice'))('print.title') };
}

const SHOWN = 200;

/** Invoices for paper that no batch of the export holds yet. */
export default async function PrintPage() {
  const actor = await requireStaff('e_invoice.see');
  const found = await invoicesToPrint(actor, new Date());
  const t = await getTranslations('office-e-invoice');
  return (
    <div className="grid grid-cols-1 gap-6">
      <PageTitle back={{ href: '/admin/e-invoice' as Route, label: t('title') }}>
        {t('print.title')}
      </PageTitle>
      <p className="max-w-prose">{t('print.lead')}</p>
      <p className="font-semibold">{t('print.count', { count: found.length })}</p>
      {found.length > 0 ? (
        <>
          <p className="flex flex-wrap gap-3">
            <ButtonLink href={'/admin/e-invoice/print/csv' as Route} look="quiet">
              {t('print.csv')}
            </ButtonLink>
            <ButtonLink href={'/admin/e-invoice/print/csv?dialect=pl' as Route} look="quiet">
              {t('print.csvPl')}
            </ButtonLink>
          </p>
          {found.length > SHOWN ? <p className="text-soft">{t('print.first', { count: SHOWN })}</p> : null}
          <Table
            caption={t('print.title')}
            rows={found.slice(0, SHOWN)}
            rowKey={({ number }) => number}
            columns={[
              { key: 'number', head: t('print.number'), main: true, cell: ({ number }) => number },
              {
                key: 'customer',
                head: t('print.customer'),
                cell: ({ customerNumber }) => (
                  <TextLink href={`/admin/customers/${encodeURIComponent(customerNumber)}`}>
                    {customerNumber}
                  </TextLink>
                ),
              },
              { key: 'issued', head: t('print.issued'), cell: ({ issuedOn }) => formatDayShort(issuedOn) },
              { key: 'reason', head: t('print.reason'), cell: ({ reason }) => t(`print.reasons.${reason}`) },
            ]}
          />
        </>
      ) : null}
    </div>
  );
}
