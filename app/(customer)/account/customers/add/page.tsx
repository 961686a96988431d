import type { Metadata, Route } from 'next';
import { Group, ProofDrawing, ProofFields } from '@/app/(public)/register/proof-fields';
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
  const actor = await requireCustomer();
  const [t, form] = [await getTranslations('customers.add'), await getTranslations('layout.form')];
  return (
    <div className="grid gap-8">
      <div className="grid max-w-prose gap-3">
        <PageTitle back={{ href: '/account' as Route, label: t('back') }}>{t('title')}</PageTitle>
        <p className="text-soft">{t('lead')}</p>
      </div>
      <div className="grid items-start gap-x-16 gap-y-8 md:grid-cols-[minmax(0,34rem)_minmax(0,1fr)]">
        <ProofDrawing />
        <KeptForm action={startAddCustomerAction} name="add-customer">
          <Group title={t('paper')}>
            <ProofFields />
          </Group>
          <div className="grid gap-4">
            <SubmitButton wide pendingLabel={form('sending')}>
              {t('submit')}
            </SubmitButton>
            <p className="text-small text-soft">
              {t.rich('next', { email: () => <strong className="break-all">{actor.email}</strong> })}
            </p>
          </div>
        </KeptForm>
      </div>
      <p className="max-w-prose text-small text-soft">
        {t.rich('help', { phone: () => <PhoneLink phone={utility().contact.phone} /> })}
      </p>
    </div>
  );
}
