import { getTranslations } from '@/lib/i18n/server';
import { Sheet } from '@/components/ui/sheet';
import { readingsOf } from '@/lib/invoices/lines';
import type { InvoiceLine } from '@/lib/invoices/queries';
import type { Locale } from '@/lib/kernel/money';
import { formatCubicMetres, litres } from '@/lib/kernel/volume';

/** The meters' states behind the amounts; nothing where the document names none. */
export async function InvoiceReadings({ lines, locale }: { lines: readonly InvoiceLine[]; locale: Locale }) {
  const t = await getTranslations('invoices.detail');
  const readings = readingsOf(lines);
  if (readings.length === 0) return null;
  const corrected = readings.some(reading => reading.before);
  return (
    <Sheet title={t('readings')} id="readings">
      <ul className="grid gap-4">
        {readings.map(({ serial, role, from, to, before }) => (
          <li key={`${serial}|${from}|${to}|${before}`} className="grid gap-1">
            <h3>
              {t(role === 'additional' ? 'gardenMeter' : 'meter', { serial })}
              {corrected ? (
                <span className="font-normal text-soft">
                  {' '}
                  · {t(before ? 'readingsBefore' : 'readingsAfter')}
                </span>
              ) : null}
            </h3>
            <dl className="grid max-w-[24rem] gap-x-4">
              {(
                [
                  [t('readingFrom'), from],
                  [t('readingTo'), to],
                  [t('used'), litres(to - from)],
                ] as const
              ).map(([name, volume], index) => (
                <div key={name} className="flex justify-between gap-4">
                  <dt className="text-soft">{name}</dt>
                  <dd className={index === 2 ? 'font-semibold' : ''}>{formatCubicMetres(volume, locale)}</dd>
                </div>
              ))}
            </dl>
          </li>
        ))}
      </ul>
    </Sheet>
  );
}
