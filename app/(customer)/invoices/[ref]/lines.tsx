import { getTranslations } from '@/lib/i18n/server';
import type { ReactNode } from 'react';
import { Sheet } from '@/components/ui/sheet';
import { changesOf, formatDecimal, formatQuantity, formatRate } from '@/lib/invoices/lines';
import type { InvoiceDetail, InvoiceLine } from '@/lib/invoices/queries';
import { formatMoney, type Grosze, type Locale } from '@/lib/kernel/money';
import { CardRow, CardTable } from './card-table';

/** The lines; of a correction each as the change that it makes. */
export async function InvoiceLines({ invoice, locale }: { invoice: InvoiceDetail; locale: Locale }) {
  const t = await getTranslations('invoices.detail');
  if (invoice.lines.length === 0) return null;
  const money = (amount: Grosze | null) =>
    amount === null ? null : formatMoney(amount, locale, invoice.currency);
  const price = (line: InvoiceLine | null) =>
    line?.netPrice == null
      ? null
      : `${formatDecimal(line.netPrice, locale, 2)}\u00a0${invoice.currency === 'PLN' ? 'zł' : invoice.currency}`;
  const rate = (line: InvoiceLine | null) => (line?.vatRate == null ? null : formatRate(line.vatRate));
  const quantity = (line: InvoiceLine | null) => (line ? formatQuantity(line, locale) : null);

  if (invoice.isCorrection) {
    const changes = changesOf(invoice.lines);
    const both = (before: ReactNode, after: ReactNode) =>
      before === after ? after : <Changed before={before} after={after} was={t('was')} is={t('is')} />;
    return (
      <Sheet title={t('changes')} id="lines">
        <CardTable head={[t('name'), t('quantity'), t('price'), t('vatRate'), t('difference')]}>
          {changes.map((change, index) => (
            <CardRow
              key={index}
              name={change.name}
              cells={[
                [t('quantity'), both(quantity(change.before), quantity(change.after))],
                [t('price'), both(price(change.before), price(change.after))],
                [t('vatRate'), rate(change.after ?? change.before)],
                [t('difference'), <strong key="d">{money(change.difference)}</strong>],
              ]}
            />
          ))}
        </CardTable>
      </Sheet>
    );
  }
  return (
    <Sheet title={t('lines')} id="lines">
      <CardTable head={[t('name'), t('quantity'), t('price'), t('vatRate'), t('net')]}>
        {invoice.lines.map((line, index) => (
          <CardRow
            key={index}
            name={line.name}
            cells={[
              [t('quantity'), quantity(line)],
              [t('price'), price(line)],
              [t('vatRate'), rate(line)],
              [t('net'), <strong key="n">{money(line.net)}</strong>],
            ]}
          />
        ))}
      </CardTable>
    </Sheet>
  );
}

/** Before and after of a corrected value, in words as well as crossed out. */
function Changed({
  before,
  after,
  was,
  is,
}: {
  before: ReactNode;
  after: ReactNode;
  was: string;
  is: string;
}) {
  return (
    <>
      <span className="block text-small text-soft">
        {was} {before ?? '–'}
      </span>
      <span className="block">
        {is} {after ?? '–'}
      </span>
    </>
  );
}
