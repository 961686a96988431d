import { Sheet } from '@/components/ui/sheet';
import { Table } from '@/components/ui/table';
import type { EInvoiceOverview } from '@/lib/e-invoice/queries';
import { actionKey, whereText } from '@/lib/e-invoice/texts';
import { getTranslations } from '@/lib/i18n/server';
import { formatDay, formatDayShort } from '@/lib/kernel/dates';
import type { Locale } from '@/lib/kernel/money';

/** Whether invoices go out electronically, and the ledger of decisions that says so. */
export async function EInvoiceSheet({
  consent: { state, entries },
  locale,
}: {
  consent: EInvoiceOverview;
  locale: Locale;
}) {
  const [t, words] = [await getTranslations('office-customers.eInvoice'), await getTranslations('eInvoice')];
  return (
    <Sheet title={t('title')} id="eInvoice">
      <p className="font-semibold">
        {state.active
          ? t('on', {
              day: state.since ? formatDay(state.since, locale) : '–',
              where: whereText(state, locale) ?? '–',
            })
          : t('off')}
      </p>
      {entries.length === 0 ? (
        <p>{t('none')}</p>
      ) : (
        <Table
          caption={t('caption')}
          rows={entries}
          rowKey={({ number }) => String(number)}
          columns={[
            { key: 'proof', head: t('proof'), main: true, cell: ({ number }) => number },
            { key: 'day', head: t('day'), cell: ({ effectiveOn }) => formatDayShort(effectiveOn) },
            { key: 'what', head: t('what'), cell: entry => words(`action.${actionKey(entry)}`) },
            { key: 'channel', head: t('channel'), cell: ({ channel }) => words(`channel.${channel}`) },
            { key: 'where', head: t('where'), cell: entry => whereText(entry, locale) ?? '–' },
          ]}
        />
      )}
    </Sheet>
  );
}
