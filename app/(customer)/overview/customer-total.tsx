import { Button } from '@/components/ui/button';
import { Sheet } from '@/components/ui/sheet';
import { placeLine } from '@/lib/customers/address';
import type { CustomerTotal } from '@/lib/customers/overview';
import type { SettlementTotals } from '@/lib/invoices/rules';
import { getTranslations } from '@/lib/i18n/server';
import type { Day } from '@/lib/kernel/dates';
import { formatMoney, type Locale } from '@/lib/kernel/money';
import { switchCustomerAction } from '../account/customers/actions';
import { dayNear } from '../invoices/state';

/** Of a customer whose amounts the account's access does not show. */
const NO_AMOUNTS = {
  amountDue: 0,
  overdue: 0,
  overpayment: 0,
  nextDueOn: null,
  dueNext: 0,
} as SettlementTotals;

/** One customer: who, where, what is to be paid by when, and the way to its pages. */
export async function CustomerTotalSheet({
  customer: { customerNumber, name, nickname, addresses, totals },
  today,
  locale,
}: {
  customer: CustomerTotal;
  today: Day;
  locale: Locale;
}) {
  const t = await getTranslations('overview.customer');
  const { amountDue, overdue, overpayment, nextDueOn, dueNext } = totals ?? NO_AMOUNTS;
  const day = nextDueOn && dayNear(nextDueOn, today, locale);
  const by =
    day === null
      ? null
      : overdue > 0
        ? t('overdue', { amount: formatMoney(overdue, locale), day })
        : dueNext === amountDue
          ? t('by', { day })
          : t('partBy', { amount: formatMoney(dueNext, locale), day });
  const goTo = (next: string, look: 'primary' | 'quiet', label: string) => (
    <form action={switchCustomerAction}>
      <input type="hidden" name="customerNumber" value={customerNumber} />
      <input type="hidden" name="next" value={next} />
      <Button look={look}>
        {label}
        <span className="sr-only"> {nickname ?? name}</span>
      </Button>
    </form>
  );
  return (
    <Sheet title={nickname ?? name} id={`customer-${customerNumber}`}>
      <p className="-mt-3 text-small text-soft">
        {addresses.map(address => (
          <span key={placeLine(address)} className="block">
            {placeLine(address)}
          </span>
        ))}
        {[nickname ? name : null, customerNumber].filter(Boolean).join(' · ')}
      </p>
      {amountDue > 0 ? (
        <p>
          {t('due')} <strong className="block text-lead">{formatMoney(amountDue, locale)}</strong>
          {by ? <span className={overdue > 0 ? 'text-bad' : 'text-soft'}>{by}</span> : null}
        </p>
      ) : overpayment === 0 && totals ? (
        <p>{t('nothing')}</p>
      ) : null}
      {overpayment > 0 ? (
        <p>
          {t('overpayment')}{' '}
          <strong className="block text-lead text-good">{formatMoney(overpayment, locale)}</strong>
        </p>
      ) : null}
      <div className="no-print flex flex-wrap gap-3">
        {amountDue > 0 ? goTo('/dashboard?pay=yes', 'primary', t('pay')) : null}
        {goTo('/dashboard', 'quiet', t('open'))}
      </div>
    </Sheet>
  );
}
