import type { Route } from 'next';
import Link from '@/components/ui/link';
import { getTranslations } from '@/lib/i18n/server';
import type { InvoiceSummary } from '@/lib/invoices/queries';
import { formatDay, formatDayShort, type Day } from '@/lib/kernel/dates';
import { formatMoney, type Locale } from '@/lib/kernel/money';
import { StateBadge } from './state';

/**
 * Invoices under each other, each a link: two columns on a phone, four above.
 * @param narrow stay with two columns (beside other things)
 */
export async function InvoiceRows({
  invoices,
  today,
  locale,
  narrow = false,
}: {
  invoices: readonly InvoiceSummary[];
  today: Day;
  locale: Locale;
  narrow?: boolean;
}) {
  const t = await getTranslations('invoices');
  return (
    <ul className="grid grid-cols-1">
      {invoices.map(invoice => (
        <li key={invoice.ref} className="border-t border-line first:border-t-0">
          <Link
            href={`/invoices/${invoice.ref}` as Route}
            className={`group flex flex-wrap justify-between gap-x-4 py-3 text-ink no-underline ${narrow ? '' : 'md:grid md:grid-cols-[12rem_1fr_9rem_15rem]'}`}
          >
            <span className="text-accent underline decoration-1 underline-offset-4 group-hover:decoration-2">
              {formatDay(invoice.issuedOn, locale)}
            </span>
            <span className={`ml-auto text-right font-semibold ${narrow ? '' : 'md:order-2'}`}>
              {formatMoney(invoice.gross, locale, invoice.currency)}
            </span>
            <span
              className={`flex w-full flex-wrap items-baseline justify-between gap-x-4 ${narrow ? '' : 'md:contents'}`}
            >
              <span className={`text-small text-soft ${narrow ? '' : 'md:order-1'}`}>
                {invoice.number}
                {invoice.isCorrection ? ` · ${t('list.correctionOf')}` : null}
                {!narrow && invoice.saleFrom && invoice.saleTo ? (
                  <span className="block">
                    {formatDayShort(invoice.saleFrom)} – {formatDayShort(invoice.saleTo)}
                  </span>
                ) : null}
              </span>
              <span className={`ml-auto text-right ${narrow ? '' : 'md:order-3'}`}>
                <StateBadge invoice={invoice} today={today} locale={locale} t={t} />
              </span>
            </span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
