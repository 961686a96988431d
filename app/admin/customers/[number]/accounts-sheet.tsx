import { Badge } from '@/components/ui/badge';
import { Sheet } from '@/components/ui/sheet';
import type { StaffAccount, StaffCustomer } from '@/lib/customers/staff/queries';
import { getTranslations } from '@/lib/i18n/server';
import { dayOf, formatDayShort, formatTime } from '@/lib/kernel/dates';

const moment = (at: string) => `${formatDayShort(dayOf(new Date(at)))} ${formatTime(new Date(at))}`;

/** Who gets in, and when they last did. */
export async function AccountsSheet({ customer }: { customer: StaffCustomer }) {
  const t = await getTranslations('office-customers.accounts');
  const facts = ({ scope, shared, endsOn, secondFactor, phone, mustChange }: StaffAccount) =>
    [
      t(`scope.${scope}`),
      shared ? t('shared') : null,
      endsOn ? t('until', { day: endsOn }) : null,
      phone ? t('phone', { phone }) : null,
      secondFactor ? t('factor') : t('noFactor'),
      mustChange ? t('oneTime') : null,
    ].filter(Boolean);
  return (
    <Sheet title={t('title')} id="accounts">
      {customer.accounts.length === 0 ? <p>{t('none')}</p> : null}
      <ul className="grid grid-cols-1">
        {customer.accounts.map(account => (
          <li
            key={account.email}
            className="grid grid-cols-1 gap-1 border-t border-line py-3 first:border-t-0 first:pt-0"
          >
            <p className="font-semibold break-all">{account.email}</p>
            {account.lockedAt ? (
              <Badge tone="bad">
                {t('locked', { day: formatDayShort(dayOf(new Date(account.lockedAt))) })}
              </Badge>
            ) : null}
            <p className="text-small text-soft">{facts(account).join(' · ')}</p>
            <p className="text-small">
              {account.signIns.length === 0
                ? t('neverSignedIn')
                : `${t('signIns')}: ${account.signIns.map(({ at }) => moment(at)).join(', ')}`}
            </p>
          </li>
        ))}
      </ul>
    </Sheet>
  );
}
