import { StateBadge } from '@/app/(customer)/invoices/state';
import { balanceText } from '@/app/(customer)/settlements/balance';
import { DefinitionList } from '@/components/ui/definition-list';
import { TextLink } from '@/components/ui/link';
import { Sheet } from '@/components/ui/sheet';
import { Table } from '@/components/ui/table';
import { getTranslations } from '@/lib/i18n/server';
import type { InvoiceList } from '@/lib/invoices/queries';
import { dayOf, formatDay, formatDayShort, type Day } from '@/lib/kernel/dates';
import { formatMoney, type Locale } from '@/lib/kernel/money';
import type { Settlements } from '@/lib/settlements/queries';

const LATEST = 8;

/** What is owed and the newest invoices. */
export async function BillingSheet({
  settled: { totals, lastPayment, importedAt },
  invoices: { invoices },
  path,
  today,
  locale,
}: {
  settled: Settlements;
  invoices: InvoiceList;
  /** the customer's own page */
  path: string;
  today: Day;
  locale: Locale;
}) {
  const [t, words, states] = [
    await getTranslations('office-customers.billing'),
    await getTranslations('settlements'),
    await getTranslations('invoices'),
  ];
  return (
    <Sheet title={t('title')} id="billing">
      <DefinitionList
        rows={[
          [t('balance'), <strong key="b">{balanceText(totals.balance, words, locale)}</strong>],
          [
            t('overdue'),
            totals.overdue > 0 ? (
              <strong key="o" className="text-bad">
                {formatMoney(totals.overdue, locale)}
              </strong>
            ) : null,
          ],
          [
            t('lastPayment'),
            lastPayment &&
              t('payment', {
                amount: formatMoney(lastPayment.amount, locale),
                day: formatDay(lastPayment.on, locale),
              }),
          ],
          [t('asOf'), importedAt && formatDay(dayOf(importedAt), locale)],
        ]}
      />
      {invoices.length === 0 ? (
        <p>{t('none')}</p>
      ) : (
        <Table
          caption={t('caption')}
          rows={invoices.slice(0, LATEST)}
          rowKey={({ ref }) => ref}
          columns={[
            {
              key: 'number',
              head: t('number'),
              main: true,
              cell: ({ number, ref }) => (
                <TextLink href={`${path}/invoices/${ref}/pdf`} aria-label={t('pdf', { number })}>
                  {number}
                </TextLink>
              ),
            },
            { key: 'issued', head: t('issued'), cell: ({ issuedOn }) => formatDayShort(issuedOn) },
            {
              key: 'state',
              head: t('state'),
              cell: invoice => <StateBadge invoice={invoice} today={today} locale={locale} t={states} />,
            },
            {
              key: 'amount',
              head: t('amount'),
              align: 'end',
              cell: ({ gross, currency }) => formatMoney(gross, locale, currency),
            },
          ]}
        />
      )}
    </Sheet>
  );
}
