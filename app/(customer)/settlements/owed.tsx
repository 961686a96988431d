import type { Route } from 'next';
import { getLocale, getTranslations } from '@/lib/i18n/server';
import { ButtonLink } from '@/components/ui/button';
import { dayOf, formatDay, formatTime } from '@/lib/kernel/dates';
import { formatMoney, type Grosze } from '@/lib/kernel/money';
import type { Settlements } from '@/lib/settlements/queries';
import { AmountPanel } from '../amount-panel';
import { LateInterest } from '../late-interest';

/** What is owed in all, as of when, and what that stands on. */
export async function SettlementsOwed({
  data: { totals, late, lastPayment, importedAt, customer, entries },
  now,
}: {
  data: Settlements;
  now: Date;
}) {
  const [t, locale] = [await getTranslations('settlements'), await getLocale()];
  const money = (amount: Grosze) => formatMoney(amount, locale);
  const { amountDue, overdue, overpayment, nextDueOn, dueNext } = totals;
  const state = amountDue > 0 ? 'due' : overpayment > 0 ? 'overpaid' : 'nothing';
  const instant = (at: Date) => ({ day: formatDay(dayOf(at), locale), time: formatTime(at) });
  return (
    <AmountPanel
      tone={state === 'due' ? (overdue > 0 ? 'bad' : 'plain') : 'good'}
      heading={t(`due.${state}`)}
      amount={state === 'nothing' ? undefined : money(state === 'due' ? amountDue : overpayment)}
      note={
        <>
          <p className="text-ink">
            {overdue > 0
              ? overdue === amountDue
                ? t('due.overdueAll')
                : t('due.overdue', { amount: money(overdue) })
              : state === 'due'
                ? nextDueOn
                  ? t('due.next', { day: formatDay(nextDueOn, locale), amount: money(dueNext) })
                  : null
                : state === 'overpaid'
                  ? t('due.overpaidText')
                  : entries.length > 0
                    ? t('due.nothingText')
                    : t('due.none')}
          </p>
          <p className="text-small">
            {t('asOf', instant(now))}{' '}
            {lastPayment
              ? t('lastPayment', {
                  amount: money(lastPayment.amount),
                  day: formatDay(lastPayment.on, locale),
                })
              : null}{' '}
            {importedAt ? t('importedAt', instant(importedAt)) : null}
          </p>
          <LateInterest late={late} kind={customer.kind} now={now} />
        </>
      }
      actions={
        state === 'due' ? (
          <ButtonLink href={'/invoices?state=to_pay' as Route} look="quiet">
            {t('due.see')}
          </ButtonLink>
        ) : undefined
      }
    />
  );
}
