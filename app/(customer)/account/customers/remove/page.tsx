import type { Metadata, Route } from 'next';
import { Button, ButtonLink } from '@/components/ui/button';
import { PageTitle } from '@/components/ui/page-title';
import { requireCustomer } from '@/lib/auth/guards';
import { getTranslations } from '@/lib/i18n/server';
import { removeCustomerAction } from '../actions';

const ACCOUNT = '/account' as Route;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('customers.remove'))('title') };
}

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

/** Asks before a customer leaves the account; of one that the account does not manage it says nothing. */
export default async function RemoveCustomerPage({ searchParams }: Props) {
  const { customers } = await requireCustomer('see');
  const { customer: number } = await searchParams;
  const t = await getTranslations('customers.remove');
  const chosen = customers.find(({ customerNumber }) => customerNumber === number);
  const last = customers.length === 1;
  return (
    <div className="grid max-w-136 gap-6">
      <PageTitle back={{ href: ACCOUNT, label: t('back') }}>{t('title')}</PageTitle>
      {last || !chosen ? (
        <>
          <p>{t(last ? 'last' : 'none')}</p>
          <div>
            <ButtonLink href={ACCOUNT} look="quiet">
              {t('keep')}
            </ButtonLink>
          </div>
        </>
      ) : (
        <>
          <p>
            <strong>{chosen.nickname ?? chosen.name}</strong>
            <span className="block text-soft">{chosen.customerNumber}</span>
          </p>
          <p>{t('text')}</p>
          <form action={removeCustomerAction} className="flex flex-wrap gap-3">
            <input type="hidden" name="customerNumber" value={chosen.customerNumber} />
            <Button look="danger">{t('submit')}</Button>
            <ButtonLink href={ACCOUNT} look="quiet">
              {t('keep')}
            </ButtonLink>
          </form>
        </>
      )}
    </div>
  );
}
