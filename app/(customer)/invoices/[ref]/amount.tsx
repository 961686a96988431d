import { getLocale, getTranslations } from '@/lib/i18n/server';
import { buttonClass } from '@/components/ui/button';
import { Icon } from '@/components/ui/icon';
import type { InvoiceDetail } from '@/lib/invoices/queries';
import { formatDay } from '@/lib/kernel/dates';
import { formatMoney, grosze, type Grosze } from '@/lib/kernel/money';
import { AmountPanel, Disclosure, type PanelTone } from '../../amount-panel';
import { TransferDetails } from '../../transfer-details';

/** What this document still asks for, how that came about, and how to pay it. */
export async function InvoiceAmount({ invoice }: { invoice: InvoiceDetail }) {
  const [t, tPay] = [await getTranslations('invoices.detail'), await getTranslations('invoices.pay')];
  const [tCalendar, locale] = [await getTranslations('invoices.calendar'), await getLocale()];
  const { settled, customer, dueOn } = invoice;
  const money = (amount: Grosze) => formatMoney(amount, locale, invoice.currency);
  const day = formatDay(dueOn, locale);
  const late = settled.state === 'overdue' || settled.state === 'partly_overdue';

  const [heading, amount, tone, note]: [string, Grosze | null, PanelTone, string?] =
    settled.open > 0
      ? late
        ? [t('dueSince', { day }), settled.open, 'bad', t('overdueText')]
        : [t('dueBy', { day }), settled.open, 'plain']
      : settled.state === 'credit'
        ? [t('credit'), grosze(Math.abs(invoice.gross)), 'good', t('creditText')]
        : settled.state === 'foreign'
          ? [t('foreign'), invoice.gross, 'plain', t('foreignText')]
          : settled.state === 'paid'
            ? [t('paid'), invoice.gross, 'good']
            : [t(settled.state === 'corrected' ? 'corrected' : 'zero'), null, 'good'];

  const parts = (
    [
      [t('gross'), invoice.gross],
      [t('credited'), grosze(-settled.credited || 0)],
      [t('paidSoFar'), grosze(-settled.paid || 0)],
    ] as const
  ).filter(([, part]) => part !== 0);

  return (
    <AmountPanel
      tone={tone}
      heading={heading}
      amount={amount === null ? undefined : money(amount)}
      note={note ? <p>{note}</p> : null}
    >
      {parts.length > 1 && settled.state !== 'foreign' ? (
        <dl className="grid max-w-[28rem] gap-1">
          {[...parts, ...(settled.open > 0 ? [[t('left'), settled.open] as const] : [])].map(
            ([name, part]) => (
              <div key={name} className="flex flex-wrap justify-between gap-x-4">
                <dt className="text-soft">{name}</dt>
                <dd>{money(part)}</dd>
              </div>
            ),
          )}
        </dl>
      ) : null}
      <div className="no-print grid grid-cols-1 items-start gap-3 sm:flex sm:flex-wrap">
        {settled.open > 0 ? (
          <Disclosure label={tPay('title')}>
            <TransferDetails
              account={customer.bankAccount ?? invoice.bankAccount}
              changedAt={customer.bankAccountChangedAt ? new Date(customer.bankAccountChangedAt) : null}
              title={tPay('titleOne', { number: invoice.number, customer: customer.customerNumber })}
              amount={settled.open}
            />
          </Disclosure>
        ) : null}
        <a href={`/invoices/${invoice.ref}/pdf`} className={buttonClass('quiet')}>
          <Icon name="download" className="size-5" />
          {t('pdf')}
        </a>
        {settled.open > 0 && !late ? (
          <a href={`/invoices/${invoice.ref}/due.ics`} className={buttonClass('quiet')}>
            <Icon name="calendar" className="size-5" />
            {tCalendar('add')}
          </a>
        ) : null}
      </div>
    </AmountPanel>
  );
}
