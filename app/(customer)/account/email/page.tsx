import type { Metadata, Route } from 'next';
import { PasswordField, TextField } from '@/components/ui/fields';
import { SubmitButton } from '@/components/ui/form';
import { PageTitle } from '@/components/ui/page-title';
import { requireCustomer } from '@/lib/auth/guards';
import { getTranslations } from '@/lib/i18n/server';
import { KeptForm } from '../../kept-form';
import { startEmailChangeAction } from './actions';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('account.email'))('title') };
}

export default async function ChangeEmailPage() {
  const actor = await requireCustomer('see');
  const t = await getTranslations('account.email');
  return (
    <div className="grid max-w-md gap-6">
      <PageTitle back={{ href: '/account' as Route, label: t('back') }}>{t('title')}</PageTitle>
      <p>
        {t('present')} <strong className="wrap-anywhere">{actor.email}</strong>
      </p>
      <p>{t('lead')}</p>
      <KeptForm action={startEmailChangeAction} name="change-email">
        <TextField
          name="email"
          label={t('new')}
          type="email"
          inputMode="email"
          autoComplete="email"
          autoCapitalize="none"
        />
        <PasswordField
          name="password"
          label={t('password')}
          hint={t('passwordHint')}
          autoComplete="current-password"
        />
        <SubmitButton wide>{t('submit')}</SubmitButton>
      </KeptForm>
    </div>
  );
}
