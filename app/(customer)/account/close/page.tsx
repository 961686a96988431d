import type { Metadata, Route } from 'next';
import { Checkbox, PasswordField } from '@/components/ui/fields';
import { SubmitButton } from '@/components/ui/form';
import { PageTitle } from '@/components/ui/page-title';
import { richText } from '@/components/ui/prose';
import { Sheet } from '@/components/ui/sheet';
import { leftCustomers } from '@/lib/accounts/close/queries';
import { requireCustomer } from '@/lib/auth/guards';
import { getTranslations } from '@/lib/i18n/server';
import { dayOf } from '@/lib/kernel/dates';
import { KeptForm } from '../../kept-form';
import { closeAccountAction } from './actions';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('ownData.close'))('title') };
}

/** What closing the account brings, and the password once more. */
export default async function CloseAccountPage() {
  const { accountId, customers } = await requireCustomer('see');
  const t = await getTranslations('ownData.close');
  const left = await leftCustomers(accountId, dayOf(new Date()));
  const paper = left.filter(({ paperAgain }) => paperAgain);
  const shares = customers.some(({ owner }) => owner);
  return (
    <div className="grid max-w-136 grid-cols-1 gap-6">
      <PageTitle back={{ href: '/account' as Route, label: t('back') }}>{t('title')}</PageTitle>
      <Sheet title={t('gone.title')} id="gone">
        {t.rich('gone.text', richText)}
      </Sheet>
      <Sheet title={t('stays.title')} id="stays">
        {t.rich('stays.text', richText)}
        {paper.length > 0 ? (
          <>
            <p>
              <strong>{t('paper')}</strong>
            </p>
            <ul className="grid gap-1">
              {paper.map(({ customerNumber, name }) => (
                <li key={customerNumber}>
                  {name} <span className="text-soft">{customerNumber}</span>
                </li>
              ))}
            </ul>
          </>
        ) : null}
        {shares ? <p>{t('shared')}</p> : null}
      </Sheet>
      <KeptForm action={closeAccountAction} name="close-account">
        <Checkbox name="understood" label={t('understood')} />
        <PasswordField
          name="password"
          label={t('password')}
          hint={t('passwordHint')}
          autoComplete="current-password"
        />
        <SubmitButton look="danger" wide>
          {t('submit')}
        </SubmitButton>
      </KeptForm>
    </div>
  );
}
