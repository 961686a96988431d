import type { Metadata, Route } from 'next';
import { notFound } from 'next/navigation';
import { AppForm } from '@/app/_forms/app-form';
import { RadioGroup } from '@/components/ui/fields';
import { SubmitButton } from '@/components/ui/form';
import { LongTextField } from '@/components/ui/long-text-field';
import { PageTitle } from '@/components/ui/page-title';
import { requireStaff } from '@/lib/auth/guards';
import { viewable } from '@/lib/customers/viewing/commands';
import { getTranslations } from '@/lib/i18n/server';
import { startViewAction } from './actions';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('office-view'))('title') };
}

type Props = { params: Promise<{ number: string }> };

/** Asks why, before the portal opens as the customer sees it. */
export default async function ViewPage({ params }: Props) {
  const actor = await requireStaff('customers.view_as');
  const customer = await viewable(actor, decodeURIComponent((await params).number));
  if (!customer) notFound();
  const t = await getTranslations('office-view');
  const { customerNumber, name, accounts } = customer;
  return (
    <div className="grid max-w-prose grid-cols-1 gap-6">
      <PageTitle
        back={{ href: `/admin/customers/${encodeURIComponent(customerNumber)}` as Route, label: name }}
        note={`${name}, ${customerNumber}`}
      >
        {t('title')}
      </PageTitle>
      <p>{t('lead')}</p>
      <AppForm action={startViewAction} name="view">
        <input type="hidden" name="customerNumber" value={customerNumber} />
        {accounts.length > 1 ? (
          <RadioGroup
            name="account"
            legend={t('account')}
            defaultValue={accounts[0]}
            options={accounts.map(email => ({ value: email, label: email }))}
          />
        ) : null}
        {accounts.length === 0 ? <p>{t('noAccount')}</p> : null}
        <LongTextField name="reason" label={t('reason')} hint={t('reasonHint')} />
        <div>
          <SubmitButton>{t('submit')}</SubmitButton>
        </div>
      </AppForm>
    </div>
  );
}
