import type { Metadata } from 'next';
import { AppForm } from '@/app/_forms/app-form';
import { getTranslations } from '@/lib/i18n/server';
import { PasswordField } from '@/components/ui/fields';
import { SubmitButton } from '@/components/ui/form';
import { PageTitle } from '@/components/ui/page-title';
import { requireObliged } from '@/lib/auth/guards';
import { changePasswordAction } from './actions';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('password'))('title') };
}

type Props = { searchParams: Promise<{ next?: string | string[] }> };

/** All that opens while an assigned password has to be changed. */
export default async function ChangePasswordPage({ searchParams }: Props) {
  const next = [(await searchParams).next].flat()[0];
  const session = await requireObliged('password', next);
  const mustChange = session.obligations.includes('password');
  const t = await getTranslations('password');
  return (
    <div className="grid max-w-md gap-6">
      <PageTitle>{t(mustChange ? 'title' : 'titleOwn')}</PageTitle>
      {mustChange ? <p>{t('lead')}</p> : null}
      <AppForm action={changePasswordAction} name="password">
        <input type="hidden" name="next" value={next ?? ''} />
        {/* for password managers, which else would not know whose password this is */}
        <input type="hidden" name="username" autoComplete="username" value={session.email} readOnly />
        <PasswordField
          name="password"
          label={t(mustChange ? 'current' : 'currentOwn')}
          autoComplete="current-password"
        />
        <PasswordField
          name="newPassword"
          label={t('new')}
          hint={t(session.staffRole ? 'hintStaff' : 'hint')}
          autoComplete="new-password"
        />
        <SubmitButton wide>{t('submit')}</SubmitButton>
      </AppForm>
    </div>
  );
}
