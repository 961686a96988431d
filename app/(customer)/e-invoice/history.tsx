import type { Route } from 'next';
import Link from '@/components/ui/link';
import { Icon } from '@/components/ui/icon';
import { Sheet } from '@/components/ui/sheet';
import { proofNumber, type ShownEntry } from '@/lib/e-invoice/queries';
import { actionKey, whereText } from '@/lib/e-invoice/texts';
import { getTranslations } from '@/lib/i18n/server';
import { formatDay } from '@/lib/kernel/dates';
import type { Locale } from '@/lib/kernel/money';

const linkClass = 'inline-flex min-h-11 items-center gap-1 text-accent underline underline-offset-4';

/** Every decision, newest first, each with its proof. */
export async function DecisionHistory({
  entries,
  customerNumber,
  locale,
}: {
  entries: readonly ShownEntry[];
  customerNumber: string;
  locale: Locale;
}) {
  if (entries.length === 0) return null;
  const t = await getTranslations('eInvoice');
  return (
    <Sheet title={t('history.title')} id="history">
      <p className="text-soft">{t('history.lead')}</p>
      <ol className="grid">
        {entries.map(entry => {
          const number = proofNumber(customerNumber, entry.number);
          return (
            <li
              key={entry.number}
              className="grid gap-x-6 gap-y-1 border-t border-line py-3 sm:grid-cols-[minmax(0,1fr)_auto]"
            >
              <div className="min-w-0">
                <p className="font-semibold">{t(`action.${actionKey(entry)}`)}</p>
                <p className="break-words text-small text-soft">
                  {formatDay(entry.effectiveOn, locale)} · {t(`channel.${entry.channel}`)}
                  {entry.delivery ? ` · ${whereText(entry, locale)}` : null}
                </p>
              </div>
              <div className="flex flex-wrap items-center gap-x-5">
                <Link href={`/e-invoice/proof/${entry.number}` as Route} className={linkClass}>
                  {t('history.open')}
                  <span className="sr-only"> {number}</span>
                </Link>
                <a
                  href={`/e-invoice/proof/${entry.number}/pdf`}
                  aria-label={t('history.pdfOf', { number })}
                  className={linkClass}
                >
                  <Icon name="download" className="size-5" />
                  {t('history.pdf')}
                </a>
              </div>
            </li>
          );
        })}
      </ol>
    </Sheet>
  );
}
