import { getTranslations } from '@/lib/i18n/server';
import { Sheet } from '@/components/ui/sheet';
import { formatRate } from '@/lib/invoices/lines';
import type { InvoiceDetail } from '@/lib/invoices/queries';
import { formatMoney, grosze, type Grosze, type Locale } from '@/lib/kernel/money';
import { CardRow, CardTable } from './card-table';

/** Net, VAT and gross per rate and in all. The currency stands in the heading. */
export async function VatSummary({ invoice, locale }: { invoice: InvoiceDetail; locale: Locale }) {
  const t = await getTranslations('invoices.detail');
  const bare = (amount: Grosze) => formatMoney(amount, locale, 'PLN').replace(/\u00a0zł$|PLN\u00a0/, '');
  const cells = (net: Grosze, vat: Grosze, gross: Grosze) =>
    [
      [t('net'), bare(net)],
      [t('vatAmount'), bare(vat)],
      [t('grossColumn'), <strong key="g">{bare(gross)}</strong>],
    ] as const;
  const currency = invoice.currency === 'PLN' && locale === 'pl' ? 'zł' : invoice.currency;
  return (
    <Sheet title={t('vat', { currency })} id="vat">
      <CardTable head={[t('rate'), t('net'), t('vatAmount'), t('grossColumn')]}>
        {invoice.vatByRate.map(({ rate, net, vat }) => (
          <CardRow key={rate} name={formatRate(rate)} cells={cells(net, vat, grosze(net + vat))} />
        ))}
        <CardRow name={t('total')} cells={cells(invoice.net, invoice.vat, invoice.gross)} />
      </CardTable>
    </Sheet>
  );
}
