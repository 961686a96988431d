import { getLocale, getTranslations } from '@/lib/i18n/server';
import { buttonClass } from '@/components/ui/button';
import { Icon } from '@/components/ui/icon';
import type { InvoiceDetail } from '@/lib/invoices/queries';
import { formatDay } from '@/lib/kernel/dates';
import { formatMoney, grosze, type Grosze } from '@/lib/kernel/money';
import { payableTogether, titleOfAll, titleOfInvoice } from '@/lib/payments/rules';
import { AmountPanel, Disclosure, type PanelTone } from '../../amount-panel';
import { LateInterest } from '../../late-interest';
import { TransferDetails } from '../../transfer-details';

/** What this document still asks for, how that came about, and how to pay it. */
export async function InvoiceAmount({ invoice, now }: { invoice: InvoiceDetail; now: Date }) {
  const [t, tPay] = [await getTranslations('invoices.detail'), await getTranslations('invoices.pay')];
  const [tCalendar, locale] = [await getTranslations('invoices.calendar'), await getLocale()];
  const { settled, customer, dueOn, due } = invoice;
  const paying = {
    account: customer.bankAccount ?? invoice.bankAccount,
    changedAt: customer.bankAccountChangedAt ? new Date(customer.bankAccountChangedAt) : null,
  };
  // The other documents in the same transfer: offered where there are some and one title may name them all.
  const together = due.documents.length > 1 && payableTogether(customer.nip, due.documents);
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
      note={
        note ? (
          <>
            <p>{note}</p>
            {late ? (
              <LateInterest late={[{ open: settled.open, dueOn }]} kind={customer.kind} now={now} />
            ) : null}
          </>
        ) : null
      }
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
            <div className="grid grid-cols-1 gap-5">
              {together ? <h3>{tPay('thisInvoice')}</h3> : null}
              <TransferDetails
                {...paying}
                title={titleOfInvoice({ ...invoice, ...customer })}
                amount={settled.open}
              />
              {together ? (
                <details className="group border-t border-line pt-2">
                  <summary className="flex min-h-12 cursor-pointer items-center gap-2 font-semibold text-accent">
                    {tPay('everything', { amount: formatMoney(due.amount, locale) })}
                  </summary>
                  <div className="pt-3">
                    <TransferDetails
                      {...paying}
                      title={titleOfAll(customer.customerNumber)}
                      amount={due.amount}
                    />
                  </div>
                </details>
              ) : null}
            </div>
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
