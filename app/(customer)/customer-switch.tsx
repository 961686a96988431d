import { headers } from 'next/headers';
import { getTranslations } from '@/lib/i18n/server';
import { Icon } from '@/components/ui/icon';
import type { ManagedCustomer } from '@/lib/auth/actor';
import { currentActor } from '@/lib/auth/guards';
import { PATH_HEADER } from '@/lib/auth/headers';
import { opens } from '@/lib/auth/scopes';
import { placeLine } from '@/lib/customers/address';
import { managedPlaces } from '@/lib/customers/managed';
import { dayOf } from '@/lib/kernel/dates';
import { CUSTOMER_PAGES, MORE_CUSTOMER_PAGES } from '../customer-pages';
import { switchCustomerAction } from './account/customers/actions';

/** Pages of the current customer that stay the same page for another one; from all others to the start. */
const STAYS = /^\/(invoices|settlements|consumption|meters|contracts|notifications|account)(\/|$)/;

/** `/invoices/0123456789` is one customer's: with another the list is meant, where every access opens it. */
const nextFrom = (path: string, customers: readonly ManagedCustomer[]): string => {
  const stays = STAYS.exec(path);
  const page = [...CUSTOMER_PAGES, ...MORE_CUSTOMER_PAGES].find(({ href }) => href === `/${stays?.[1]}`);
  return page && customers.every(customer => opens(customer, page.needs)) ? page.href : '/dashboard';
};

/**
 * Whose pages these are, and the others that the account manages: native and without script of its own.
 * Nothing where there is but one.
 */
export async function CustomerSwitch() {
  const actor = await currentActor();
  if (actor?.kind !== 'customer' || actor.customers.length < 2) return null;
  const { current, customers } = actor;
  const [t, places, path] = [
    await getTranslations('customers.switch'),
    await managedPlaces(actor, dayOf(new Date())),
    (await headers()).get(PATH_HEADER) ?? '/',
  ];
  const where = (number: string) => (places.get(number) ?? []).map(placeLine).join(' · ');
  return (
    // The key closes it once another customer is shown.
    <details
      key={current.customerNumber}
      id="customer-switch"
      className="no-print group mx-auto max-w-272 px-4 pb-2 sm:px-8"
    >
      <summary className="flex min-h-12 cursor-pointer list-none items-center gap-x-3 rounded-md border border-line bg-sheet px-4 py-2 [&::-webkit-details-marker]:hidden">
        <span className="min-w-0 grow leading-tight">
          <span className="sr-only">{t('current')} </span>
          <strong>{current.nickname ?? current.name}</strong>
          <span className="block text-small text-soft">{where(current.customerNumber)}</span>
        </span>
        <span className="shrink-0 text-small font-semibold text-accent">{t('change')}</span>
        <Icon name="next" className="size-5 shrink-0 rotate-90 text-accent group-open:-rotate-90" />
      </summary>
      <nav aria-label={t('label')} className="mt-2 grid gap-1 rounded-md border border-line bg-sheet p-2">
        <form action={switchCustomerAction} className="grid gap-1">
          <input type="hidden" name="next" value={nextFrom(path, customers)} />
          {customers.map(customer => (
            <button
              key={customer.customerNumber}
              name="customerNumber"
              value={customer.customerNumber}
              aria-current={customer === current ? 'true' : undefined}
              className="flex min-h-12 cursor-pointer items-center gap-3 rounded-sm px-2 py-1.5 text-left leading-tight hover:bg-wash aria-[current]:bg-wash"
            >
              <span className="min-w-0 grow">
                <strong>{customer.nickname ?? customer.name}</strong>
                <span className="block text-small text-soft">
                  {[where(customer.customerNumber), customer.customerNumber].filter(Boolean).join(' · ')}
                </span>
              </span>
              {customer === current ? <Icon name="check" className="size-5 shrink-0 text-accent" /> : null}
            </button>
          ))}
        </form>
        <a
          href="/overview"
          className="flex min-h-12 items-center rounded-sm px-2 text-accent underline underline-offset-4"
        >
          {t('overview')}
        </a>
      </nav>
    </details>
  );
}
