import type { Metadata, Route } from 'next';
import { AppForm } from '@/app/_forms/app-form';
import { TextField } from '@/components/ui/fields';
import { SubmitButton } from '@/components/ui/form';
import { PageTitle } from '@/components/ui/page-title';
import { PhoneLink } from '@/components/ui/phone-link';
import { keptStep } from '@/lib/auth/step-cookie';
import { getTranslations } from '@/lib/i18n/server';
import { untouched } from '@/lib/kernel/form';
import { newToken } from '@/lib/kernel/refs';
import { currentUtility } from '@/lib/settings/queries';
import { utility } from '@/lib/utility';
import { Group, ProofFields, ProofPage } from '@/app/_forms/proof-fields';
import { startAccessRequestAction } from './actions';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('lostMailbox'))('title') };
}

/** For whoever has an account and no longer its mailbox: the proof of registration, and a new address. */
export default async function LostMailboxPage() {
  const t = await getTranslations('lostMailbox');
  const kept = await keptStep('access');
  return (
    <ProofPage
      intro={
        <>
          <PageTitle back={{ href: '/login' as Route, label: t('back') }}>{t('title')}</PageTitle>
          <p className="text-soft">{t('lead')}</p>
        </>
      }
      help={t.rich('help', { phone: () => <PhoneLink phone={utility().contact.phone} /> })}
    >
      <AppForm action={startAccessRequestAction} initial={untouched(kept?.values)} name="lost-mailbox">
        <input type="hidden" name="attempt" value={newToken()} />
        <Group title={t('paper')}>
          <ProofFields />
        </Group>
        <Group title={t('new')}>
          <TextField
            name="email"
            label={t('email.label')}
            hint={t('email.hint')}
            type="email"
            inputMode="email"
            autoComplete="email"
            autoCapitalize="none"
          />
        </Group>
        <div className="grid gap-4">
          <SubmitButton wide>{t('submit')}</SubmitButton>
          <p className="text-small text-soft">
            {t('next', { days: (await currentUtility()).accessDecisionDays })}
          </p>
        </div>
      </AppForm>
    </ProofPage>
  );
}
