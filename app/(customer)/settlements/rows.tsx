import type { Route } from 'next';
import { getTranslations } from '@/lib/i18n/server';
import type { ReactNode } from 'react';
import Link from '@/components/ui/link';
import { placeLine, type Address } from '@/lib/customers/address';
import type { DocumentRow } from '@/lib/invoices/history';
import { formatDay, type Day } from '@/lib/kernel/dates';
import { formatMoney, type Grosze, type Locale } from '@/lib/kernel/money';
import type { LedgerEntry } from '@/lib/settlements/rules';
import { balanceText } from './balance';

type Entry = LedgerEntry<DocumentRow>;

/** A line that only holds a balance: what was carried over, or what is left at the end. */
export interface BalanceLine {
  readonly text: string;
  readonly balance: Grosze;
}

/**
 * The account as a table, oldest line first, so that each balance follows from the one above it. On a phone each
 * line is a card of its own: day and amount, what it is, the balance. Roles are spelled out, because browsers
 * forget what a table is once its parts are laid out anew.
 */
export async function LedgerRows({
  entries,
  opening,
  closing,
  places,
  locale,
}: {
  entries: readonly Entry[];
  opening: BalanceLine | null;
  closing: BalanceLine;
  places: ReadonlyMap<number, Address>;
  locale: Locale;
}) {
  const t = await getTranslations('settlements');
  const head = (name: string, column?: 'charge' | 'credit' | 'balance') => (
    <th role="columnheader" scope="col" className={column}>
      {name}
    </th>
  );
  return (
    <table role="table" className="ledger w-full">
      <caption className="sr-only">{t('table.caption')}</caption>
      <thead role="rowgroup">
        <tr role="row" className="text-small text-soft">
          {head(t('table.day'))}
          {head(t('table.what'))}
          {head(t('table.charge'), 'charge')}
          {head(t('table.credit'), 'credit')}
          {head(t('table.balance'), 'balance')}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {opening ? <BalanceRow line={opening} t={t} locale={locale} /> : null}
        {entries.map(entry => (
          <tr key={entry.key} role="row">
            <td role="cell" className="day">
              {formatDay(entry.on, locale)}
            </td>
            <th role="rowheader" scope="row">
              <What
                entry={entry}
                place={entry.document && places.get(entry.document.id)}
                t={t}
                locale={locale}
              />
            </th>
            {(['charge', 'credit'] as const).map(side => (
              <td key={side} role="cell" className={side}>
                {entry.side === side ? formatMoney(entry.amount, locale, entry.currency) : null}
              </td>
            ))}
            <td role="cell" className="balance">
              <span aria-hidden="true">{t('table.balanceShort')}</span>
              {balanceText(entry.balance, t, locale)}
            </td>
          </tr>
        ))}
        <BalanceRow line={closing} t={t} locale={locale} />
      </tbody>
    </table>
  );
}

type Translate = Awaited<ReturnType<typeof getTranslations<'settlements'>>>;

function BalanceRow({ line, t, locale }: { line: BalanceLine; t: Translate; locale: Locale }) {
  return (
    <tr role="row" className="font-semibold">
      <th role="rowheader" scope="row" colSpan={4}>
        {line.text}
      </th>
      <td role="cell" className="balance">
        {balanceText(line.balance, t, locale)}
      </td>
    </tr>
  );
}

/** What a line is, in words, with the documents that it has to do with. */
function What({
  entry,
  place,
  t,
  locale,
}: {
  entry: Entry;
  place: Address | null | undefined;
  t: Translate;
  locale: Locale;
}) {
  const { kind, document, invoice, invoiceNumber, corrects, side, apart } = entry;
  const link = (target: DocumentRow) => (
    <Link href={`/invoices/${target.ref}` as Route}>{target.number}</Link>
  );
  const notes: ReactNode[] = [];
  if (kind === 'invoice' || kind === 'correction') {
    if (corrects.length > 0)
      notes.push(
        <>
          {t('what.corrects')}{' '}
          {corrects.map((target, index) => (
            <span key={target.id}>
              {index > 0 ? ', ' : null}
              {link(target)}
            </span>
          ))}
        </>,
      );
    if (place) notes.push(placeLine(place));
    if (side === 'charge' && apart === null)
      notes.push(t('what.dueOn', { day: dayText(document!.dueOn, locale) }));
  } else if (kind === 'payment' || kind === 'refund') {
    if (invoice) notes.push(t.rich('what.forInvoice', { number: () => link(invoice) }));
    else if (invoiceNumber) notes.push(t.rich('what.forInvoice', { number: () => invoiceNumber }));
  }
  if (apart) notes.push(t(`apart.${apart}`));
  return (
    <>
      {t.rich(side === 'credit' && kind === 'correction' ? 'what.correctionCredit' : `what.${kind}`, {
        number: () => (document ? link(document) : null),
      })}
      {notes.map((note, index) => (
        <span key={index} className="note">
          {note}
        </span>
      ))}
    </>
  );
}

const dayText = (value: Day, locale: Locale): string => formatDay(value, locale);
