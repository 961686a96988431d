import type { Metadata, Route } from 'next';
import { AppForm } from '@/app/_forms/app-form';
import { getTranslations } from '@/lib/i18n/server';
import type { ReactNode } from 'react';
import { Checkbox, PasswordField, TextField } from '@/components/ui/fields';
import { SubmitButton } from '@/components/ui/form';
import { PageTitle } from '@/components/ui/page-title';
import Link from '@/components/ui/link';
import { PhoneLink } from '@/components/ui/phone-link';
import { keptStep } from '@/lib/auth/step-cookie';
import { dayOf } from '@/lib/kernel/dates';
import { untouched } from '@/lib/kernel/form';
import { newToken } from '@/lib/kernel/refs';
import { currentTerms } from '@/lib/terms/queries';
import { utility } from '@/lib/utility';
import { startRegistrationAction } from './actions';
import { Group, ProofFields, ProofPage } from '@/app/_forms/proof-fields';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('register'))('title') };
}

export default async function RegisterPage() {
  const t = await getTranslations('register');
  const kept = await keptStep('registration');
  const { version } = await currentTerms('portal', dayOf(new Date()));
  const link = (text: ReactNode) => (
    <Link href={'/terms' as Route} target="_blank" className="text-accent underline">
      {text}
    </Link>
  );
  return (
    <ProofPage
      intro={
        <>
          <PageTitle>{t('title')}</PageTitle>
          <p className="text-soft">{t('lead')}</p>
          <p className="text-small text-soft">
            {t.rich('haveAccount', {
              link: text => (
                <Link href={'/login' as Route} className="text-accent underline">
                  {text}
                </Link>
              ),
            })}
          </p>
        </>
      }
      help={t.rich('help', { phone: () => <PhoneLink phone={utility().contact.phone} /> })}
    >
      <AppForm action={startRegistrationAction} initial={untouched(kept?.values)} name="register">
        <input type="hidden" name="attempt" value={newToken()} />
        <input type="hidden" name="termsVersion" value={version} />
        <Group title={t('paper.title')}>
          <ProofFields />
        </Group>
        <Group title={t('account.title')}>
          <TextField
            name="email"
            label={t('email.label')}
            hint={t('email.hint')}
            type="email"
            inputMode="email"
            autoComplete="email"
            autoCapitalize="none"
          />
          <PasswordField
            name="password"
            label={t('password.label')}
            hint={t('password.hint')}
            autoComplete="new-password"
          />
        </Group>
        <Group title={t('consent.title')}>
          <Checkbox name="acceptTerms" label={t.rich('consent.label', { link })} hint={t('consent.hint')} />
        </Group>
        <div className="grid gap-4">
          <SubmitButton wide>{t('submit')}</SubmitButton>
          <p className="text-small text-soft">{t('next')}</p>
        </div>
      </AppForm>
    </ProofPage>
  );
}
