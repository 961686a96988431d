import type { Route } from 'next';
import { Button, ButtonLink } from '@/components/ui/button';
import { Disclosure } from '@/components/ui/disclosure';
import { Notice } from '@/components/ui/notice';
import { Sheet } from '@/components/ui/sheet';
import type { CustomerActor } from '@/lib/auth/actor';
import { getTranslations } from '@/lib/i18n/server';
import { nameCustomerAction } from './customers/actions';

/**
 * The customers of the account: what each is called here, another one, one less.
 * @param named number of the one that has just been named, as the address says it
 */
export async function CustomersSheet({
  actor: { customers },
  named,
}: {
  actor: CustomerActor;
  named: string | string[] | undefined;
}) {
  const t = await getTranslations('customers.sheet');
  return (
    <Sheet title={t('title')} id="customers">
      {customers.some(({ customerNumber }) => customerNumber === named) ? (
        <Notice tone="good" role="status">
          <p>{t('named')}</p>
        </Notice>
      ) : null}
      <ul className="grid grid-cols-1 border-t border-line">
        {customers.map(({ customerNumber, nickname, name }) => (
          <li key={`${customerNumber} ${nickname}`}>
            <Disclosure
              title={
                <>
                  {nickname ?? name}
                  <span className="block text-small font-normal text-soft">
                    {[nickname ? name : null, customerNumber].filter(Boolean).join(' · ')}
                  </span>
                </>
              }
            >
              <form action={nameCustomerAction} className="grid max-w-96 gap-3">
                <input type="hidden" name="customerNumber" value={customerNumber} />
                <label htmlFor={`nickname-${customerNumber}`} className="font-semibold">
                  {t('nickname')}
                </label>
                <p id={`nickname-${customerNumber}-hint`} className="-mt-2 text-small text-soft">
                  {t('nicknameHint')}
                </p>
                <input
                  id={`nickname-${customerNumber}`}
                  name="nickname"
                  defaultValue={nickname ?? ''}
                  maxLength={40}
                  autoComplete="off"
                  aria-describedby={`nickname-${customerNumber}-hint`}
                  className="min-h-12 w-full min-w-0 rounded-md border border-edge bg-sheet px-3"
                />
                <div>
                  <Button look="quiet">{t('save')}</Button>
                </div>
              </form>
              {customers.length > 1 ? (
                <p>
                  <a
                    href={`/account/customers/remove?customer=${encodeURIComponent(customerNumber)}`}
                    className="inline-flex min-h-11 items-center text-bad underline underline-offset-4"
                  >
                    {t('remove')}
                  </a>
                </p>
              ) : null}
            </Disclosure>
          </li>
        ))}
      </ul>
      <div className="flex flex-wrap gap-3">
        <ButtonLink href={'/account/customers/add' as Route} look="quiet">
          {t('add')}
        </ButtonLink>
        {customers.length > 1 ? (
          <ButtonLink href={'/overview' as Route} look="quiet">
            {t('overview')}
          </ButtonLink>
        ) : null}
      </div>
    </Sheet>
  );
}
