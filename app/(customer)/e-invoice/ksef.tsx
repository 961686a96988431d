import type { Route } from 'next';
import { TextLink } from '@/components/ui/link';
import { Sheet } from '@/components/ui/sheet';
import type { KsefInvoices } from '@/lib/e-invoice/queries';
import { getTranslations } from '@/lib/i18n/server';
import { formatDay } from '@/lib/kernel/dates';
import type { Locale } from '@/lib/kernel/money';

/** Whose invoices go through KSeF whatever is decided here, and the numbers of the latest. */
export async function KsefSheet({ ksef: { nip, latest }, locale }: { ksef: KsefInvoices; locale: Locale }) {
  if (!nip && latest.length === 0) return null;
  const t = await getTranslations('eInvoice.ksef');
  return (
    <Sheet title={t('title')} id="ksef">
      <p>{nip ? t('business', { nip }) : t('person')}</p>
      {latest.length > 0 ? (
        <div className="grid gap-2">
          <h3>{t('latest')}</h3>
          <ul className="grid gap-2">
            {latest.map(({ ref, number, issuedOn, ksefNumber }) => (
              <li key={ref} className="grid">
                <span>
                  <TextLink href={`/invoices/${ref}` as Route}>{number}</TextLink>{' '}
                  <span className="text-soft">{formatDay(issuedOn, locale)}</span>
                </span>
                <span className="wrap-anywhere text-small">{ksefNumber}</span>
              </li>
            ))}
          </ul>
        </div>
      ) : null}
    </Sheet>
  );
}
