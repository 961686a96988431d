import type { Route } from 'next';
import { getLocale, getTranslations } from '@/lib/i18n/server';
import { ButtonLink } from '@/components/ui/button';
import type { Dashboard } from '@/lib/customers/queries';
import { dayOf, formatDay, formatTime } from '@/lib/kernel/dates';
import { formatMoney } from '@/lib/kernel/money';
import { payableTogether, titleOfAll, titleOfInvoice } from '@/lib/payments/rules';
import { AmountPanel, Disclosure } from '../amount-panel';
import { dayNear } from '../invoices/state';
import { TransferDetails } from '../transfer-details';

/** What the customer owes, by when, and how to pay it: the first thing on the page. */
export async function Owed({
  data: { totals, open, latest, paying, lastPaymentOn, importedAt },
  now,
  customerNumber,
  open: shown = false,
}: {
  data: Dashboard;
  now: Date;
  customerNumber: string;
  /** the transfer details stand open from the start */
  open?: boolean;
}) {
  const [t, tPay] = [await getTranslations('dashboard'), await getTranslations('invoices.pay')];
  const locale = await getLocale();
  const today = dayOf(now);
  const near = (day: typeof today) => dayNear(day, today, locale);
  const money = (amount: typeof totals.amountDue) => formatMoney(amount, locale);

  const asOf = (
    <p className="text-small">
      {t('asOf', { time: formatTime(now) })}{' '}
      {lastPaymentOn ? t('lastPayment', { day: near(lastPaymentOn) }) : null}{' '}
      {importedAt ? t('importedAt', { day: near(dayOf(importedAt)), time: formatTime(importedAt) }) : null}
    </p>
  );

  if (totals.amountDue === 0) {
    const overpaid = totals.overpayment > 0;
    return (
      <AmountPanel
        tone="good"
        heading={overpaid ? t('due.overpaid') : t('due.nothing')}
        amount={overpaid ? money(totals.overpayment) : undefined}
        note={
          <>
            <p className="text-ink">
              {overpaid
                ? t('due.overpaidText')
                : latest.length > 0
                  ? t('due.nothingText')
                  : t('due.noInvoices')}
            </p>
            {asOf}
          </>
        }
      />
    );
  }

  const [first] = open;
  const one = open.length === 1 ? first : undefined;
  const late = totals.overdue > 0;
  const together = totals.nextDueOn !== null && totals.dueNext === totals.amountDue;
  return (
    <AmountPanel
      tone={late ? 'bad' : 'plain'}
      heading={!late && together ? t('due.by', { day: near(totals.nextDueOn!) }) : t('due.all')}
      amount={money(totals.amountDue)}
      note={
        <>
          {late ? (
            <p className="text-ink">
              {totals.overdue === totals.amountDue
                ? t('due.overdueAll', { day: near(totals.nextDueOn!) })
                : t('due.overduePart', { amount: money(totals.overdue), day: near(totals.nextDueOn!) })}
            </p>
          ) : !together && totals.nextDueOn ? (
            <p className="text-ink">
              {t('due.partBy', { amount: money(totals.dueNext), day: near(totals.nextDueOn) })}
            </p>
          ) : null}
          <p>
            {one
              ? t('due.invoice', { number: one.number, day: formatDay(one.issuedOn, locale) })
              : open.length > 1
                ? t('due.invoices', { count: open.length })
                : null}
          </p>
          {asOf}
        </>
      }
    >
      <div className="grid grid-cols-1 items-start gap-3 sm:flex sm:flex-wrap">
        <Disclosure label={tPay('title')} open={shown}>
          <TransferDetails
            account={paying.account}
            changedAt={paying.changedAt}
            title={
              one ? titleOfInvoice({ ...one, customerNumber, nip: paying.nip }) : titleOfAll(customerNumber)
            }
            amount={totals.amountDue}
            apart={!payableTogether(paying.nip, open)}
          />
        </Disclosure>
        {one ? (
          <ButtonLink href={`/invoices/${one.ref}` as Route} look="quiet">
            {t('due.see')}
          </ButtonLink>
        ) : open.length > 1 ? (
          <ButtonLink href={'/invoices?state=to_pay' as Route} look="quiet">
            {t('due.seeAll')}
          </ButtonLink>
        ) : null}
      </div>
    </AmountPanel>
  );
}
