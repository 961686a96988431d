import type { Metadata, Route } from 'next';
import { Group, ProofFields, ProofPage } from '@/app/_forms/proof-fields';
import { SubmitButton } from '@/components/ui/form';
import { PageTitle } from '@/components/ui/page-title';
import { PhoneLink } from '@/components/ui/phone-link';
import { requireCustomer } from '@/lib/auth/guards';
import { getTranslations } from '@/lib/i18n/server';
import { utility } from '@/lib/utility';
import { KeptForm } from '../../../kept-form';
import { startAddCustomerAction } from '../actions';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('customers.add'))('title') };
}

export default async function AddCustomerPage() {
  const actor = await requireCustomer('see');
  const t = await getTranslations('customers.add');
  return (
    <ProofPage
      intro={
        <>
          <PageTitle back={{ href: '/account' as Route, label: t('back') }}>{t('title')}</PageTitle>
          <p className="text-soft">{t('lead')}</p>
        </>
      }
      help={t.rich('help', { phone: () => <PhoneLink phone={utility().contact.phone} /> })}
    >
      <KeptForm action={startAddCustomerAction} name="add-customer">
        <Group title={t('paper')}>
          <ProofFields />
        </Group>
        <div className="grid gap-4">
          <SubmitButton wide>{t('submit')}</SubmitButton>
          <p className="text-small text-soft">
            {t.rich('next', { email: () => <strong className="wrap-anywhere">{actor.email}</strong> })}
          </p>
        </div>
      </KeptForm>
    </ProofPage>
  );
}
