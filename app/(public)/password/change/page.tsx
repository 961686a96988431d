import type { Metadata, Route } from 'next';
import { getTranslations } from 'next-intl/server';
import { redirect } from 'next/navigation';
import { PasswordField } from '@/components/ui/fields';
import { Form, SubmitButton } from '@/components/ui/form';
import { PageTitle } from '@/components/ui/page-title';
import { currentSession } from '@/lib/auth/guards';
import { changePasswordAction } from './actions';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('password'))('title') };
}

/** All that opens while an assigned password has to be changed. */
export default async function ChangePasswordPage() {
  const session = await currentSession();
  if (!session) redirect('/login' as Route);
  const t = await getTranslations('password');
  const form = await getTranslations('layout.form');
  const show = { showLabel: form('show'), hideLabel: form('hide') };
  return (
    <div className="grid max-w-md gap-6">
      <PageTitle>{t(session.passwordMustChange ? 'title' : 'titleOwn')}</PageTitle>
      {session.passwordMustChange ? <p>{t('lead')}</p> : null}
      <Form
        action={changePasswordAction}
        name="password"
        texts={{ errorTitle: form('errorTitle'), errorPrefix: form('errorPrefix') }}
      >
        {/* for password managers, which else would not know whose password this is */}
        <input type="hidden" name="username" autoComplete="username" value={session.email} readOnly />
        <PasswordField
          name="password"
          label={t(session.passwordMustChange ? 'current' : 'currentOwn')}
          autoComplete="current-password"
          {...show}
        />
        <PasswordField
          name="newPassword"
          label={t('new')}
          hint={t(session.staffRole ? 'hintStaff' : 'hint')}
          autoComplete="new-password"
          {...show}
        />
        <SubmitButton wide pendingLabel={form('sending')}>
          {t('submit')}
        </SubmitButton>
      </Form>
    </div>
  );
}
