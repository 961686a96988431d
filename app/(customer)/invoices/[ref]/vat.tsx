import { getTranslations } from 'next-intl/server';
import { Sheet } from '@/components/ui/sheet';
import { formatRate } from '@/lib/invoices/lines';
import type { InvoiceDetail } from '@/lib/invoices/queries';
import { formatMoney, grosze, type Grosze, type Locale } from '@/lib/kernel/money';

/** Net, VAT and gross per rate and in all. The currency stands in the sum alone, so that four columns fit a phone. */
export async function VatSummary({ invoice, locale }: { invoice: InvoiceDetail; locale: Locale }) {
  const t = await getTranslations('invoices.detail');
  const bare = (amount: Grosze) => formatMoney(amount, locale, 'PLN').replace(/\u00a0zł$|PLN\u00a0/, '');
  const cell = 'py-2 pl-2 text-right';
  return (
    <Sheet
      title={t('vat', { currency: invoice.currency === 'PLN' && locale === 'pl' ? 'zł' : invoice.currency })}
      id="vat"
    >
      <table className="w-full text-small">
        <thead>
          <tr className="text-soft">
            <th scope="col" className="py-2 text-left font-normal">
              {t('rate')}
            </th>
            {[t('net'), t('vatAmount'), t('grossColumn')].map(name => (
              <th key={name} scope="col" className={`${cell} font-normal`}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {invoice.vatByRate.map(({ rate, net, vat }) => (
            <tr key={rate} className="border-t border-line">
              <th scope="row" className="py-2 text-left font-normal">
                {formatRate(rate)}
              </th>
              <td className={cell}>{bare(net)}</td>
              <td className={cell}>{bare(vat)}</td>
              <td className={cell}>{bare(grosze(net + vat))}</td>
            </tr>
          ))}
          <tr className="border-t border-line font-semibold">
            <th scope="row" className="py-2 text-left font-semibold">
              {t('total')}
            </th>
            <td className={cell}>{bare(invoice.net)}</td>
            <td className={cell}>{bare(invoice.vat)}</td>
            <td className={cell}>{bare(invoice.gross)}</td>
          </tr>
        </tbody>
      </table>
    </Sheet>
  );
}
