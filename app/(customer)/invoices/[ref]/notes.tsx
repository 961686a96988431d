import { getTranslations } from '@/lib/i18n/server';
import { DefinitionList } from '@/components/ui/definition-list';
import { Sheet } from '@/components/ui/sheet';
import type { InvoiceNote } from '@/lib/invoices/queries';
import { formatMoney, type Locale } from '@/lib/kernel/money';
import { Attachment } from './attachment';

/** Whatever the document says besides its lines: descriptions, charges and deductions, attached tables. */
export async function InvoiceNotes({
  notes,
  currency,
  locale,
}: {
  notes: readonly InvoiceNote[];
  currency: string;
  locale: Locale;
}) {
  const t = await getTranslations('invoices.detail');
  const amounts = notes.filter(note => note.kind === 'charge' || note.kind === 'deduction');
  const words = notes.filter(note => note.kind === 'description');
  const attached = notes.filter(note => note.kind === 'attachment');
  return (
    <>
      {amounts.length > 0 ? (
        <Sheet title={t('settlement')} id="settlement">
          <ul className="grid gap-2">
            {amounts.map((note, index) => (
              <li key={index} className="flex flex-wrap justify-between gap-x-4">
                <span className="min-w-0">
                  {note.value || note.key}{' '}
                  <span className="text-small text-soft">
                    ({t(note.kind === 'charge' ? 'charge' : 'deduction')})
                  </span>
                </span>
                {note.amount !== null ? <span>{formatMoney(note.amount, locale, currency)}</span> : null}
              </li>
            ))}
          </ul>
        </Sheet>
      ) : null}
      {words.length + attached.length > 0 ? (
        <Sheet title={t('notes')} id="notes">
          {words.length > 0 ? (
            <DefinitionList
              rows={words.map(note => [
                note.lineNo === null ? note.key : `${note.key} ${t('lineNote', { line: note.lineNo })}`,
                note.value,
              ])}
            />
          ) : null}
          {attached.length > 0 ? <Attachment notes={attached} /> : null}
        </Sheet>
      ) : null}
    </>
  );
}
