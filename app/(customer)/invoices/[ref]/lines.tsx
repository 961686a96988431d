import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { Sheet } from '@/components/ui/sheet';
import { changesOf, formatDecimal, formatQuantity, formatRate } from '@/lib/invoices/lines';
import type { InvoiceDetail, InvoiceLine } from '@/lib/invoices/queries';
import { formatMoney, type Grosze, type Locale } from '@/lib/kernel/money';

/**
 * The lines as a table that becomes cards on a phone. Explicit roles, because `display` takes a table's own
 * ones away in some browsers; each cell then carries its column's name.
 */
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
        <Table head={[t('name'), t('quantity'), t('price'), t('vatRate'), t('difference')]}>
          {changes.map((change, index) => (
            <Row
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
        </Table>
      </Sheet>
    );
  }
  return (
    <Sheet title={t('lines')} id="lines">
      <Table head={[t('name'), t('quantity'), t('price'), t('vatRate'), t('net')]}>
        {invoice.lines.map((line, index) => (
          <Row
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
      </Table>
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

function Table({ head, children }: { head: readonly string[]; children: ReactNode }) {
  return (
    <table role="table" className="w-full max-sm:block">
      <thead role="rowgroup" className="max-sm:sr-only">
        <tr role="row" className="text-left text-small text-soft">
          {head.map((name, index) => (
            <th
              key={name}
              role="columnheader"
              scope="col"
              className={`pb-2 font-normal ${index > 0 ? 'pl-4 text-right' : ''}`}
            >
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup" className="max-sm:block">
        {children}
      </tbody>
    </table>
  );
}

function Row({ name, cells }: { name: string; cells: readonly (readonly [string, ReactNode])[] }) {
  return (
    <tr
      role="row"
      className="border-t border-line max-sm:block max-sm:py-3 max-sm:first:border-0 max-sm:first:pt-0"
    >
      <th role="rowheader" scope="row" className="text-left align-top font-normal max-sm:block sm:py-3">
        {name}
      </th>
      {cells.map(([column, value]) => (
        <td
          key={column}
          role="cell"
          className={`align-top sm:py-3 sm:pl-4 sm:text-right ${value ? 'max-sm:flex max-sm:justify-between max-sm:gap-4' : 'max-sm:hidden'}`}
        >
          <span aria-hidden="true" className="text-small text-soft sm:hidden">
            {column}
          </span>
          <span className="max-sm:text-right sm:whitespace-nowrap">{value}</span>
        </td>
      ))}
    </tr>
  );
}
