import type { Metadata, Route } from 'next';
import type { ReactNode } from 'react';
import { AppForm } from '@/app/_forms/app-form';
import { ButtonLink } from '@/components/ui/button';
import { Checkbox, PasswordField } from '@/components/ui/fields';
import { SubmitButton } from '@/components/ui/form';
import Link from '@/components/ui/link';
import { PageTitle } from '@/components/ui/page-title';
import { currentSession } from '@/lib/auth/guards';
import { withNext } from '@/lib/auth/local-path';
import { getLocale, getTranslations } from '@/lib/i18n/server';
import { dayOf, formatDay } from '@/lib/kernel/dates';
import { invitationOf, type Invitation } from '@/lib/sharing/queries';
import { currentTerms } from '@/lib/terms/queries';
import { acceptInvitationAction, registerByInvitationAction } from './actions';

type Props = { params: Promise<{ token: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('sharing.accept'))('title'), robots: { index: false } };
}

/** Where the link of an invitation leads. Looking does not use it up; accepting does. */
export default async function InvitationPage({ params }: Props) {
  const { token } = await params;
  const now = new Date();
  const [t, locale] = [await getTranslations('sharing.accept'), await getLocale()];
  const invitation = await invitationOf(token, now);
  if (!invitation)
    return (
      <div className="grid max-w-136 justify-items-start gap-6">
        <PageTitle>{t('gone')}</PageTitle>
        <p>{t('goneText')}</p>
        <ButtonLink href="/login" look="quiet">
          {t('signIn')}
        </ButtonLink>
      </div>
    );
  const { owner, customerNumber, scope, endsOn } = invitation;
  const about = await getTranslations('sharing.scope');
  return (
    <div className="grid max-w-136 grid-cols-1 gap-6">
      <PageTitle>{t('title')}</PageTitle>
      <p className="wrap-anywhere">{t('text', { owner, customerNumber })}</p>
      <div className="surface grid gap-1 rounded-lg border border-line bg-sheet p-5 sm:p-7">
        <p className="text-lead font-semibold">{about(scope)}</p>
        <p className="text-soft">{about(`about.${scope}`)}</p>
        {endsOn ? <p>{t('until', { day: formatDay(endsOn, locale) })}</p> : null}
      </div>
      <Way
        invitation={invitation}
        token={token}
        version={(await currentTerms('portal', dayOf(now))).version}
      />
    </div>
  );
}

/** Signed in: one button. An account: to the sign-in and back. None: a password, the terms, and it is made. */
async function Way({
  invitation: { email, hasAccount },
  token,
  version,
}: {
  invitation: Invitation;
  token: string;
  version: string;
}) {
  const [t, session] = [await getTranslations('sharing.accept'), await currentSession()];
  if (session?.email === email)
    return (
      <AppForm action={acceptInvitationAction} name="invitation">
        <input type="hidden" name="token" value={token} />
        <SubmitButton wide>{t('submit')}</SubmitButton>
      </AppForm>
    );
  if (session) return <p className="wrap-anywhere">{t('other', { email, signedIn: session.email })}</p>;
  if (hasAccount)
    return (
      <>
        <p className="wrap-anywhere">{t('account', { email })}</p>
        <div>
          <ButtonLink href={withNext('/login', `/invitation/${token}`)}>{t('signIn')}</ButtonLink>
        </div>
      </>
    );
  const link = (text: ReactNode) => (
    <Link href={'/terms' as Route} target="_blank" className="text-accent underline">
      {text}
    </Link>
  );
  const register = await getTranslations('register');
  return (
    <AppForm action={registerByInvitationAction} name="invitation">
      <input type="hidden" name="token" value={token} />
      <input type="hidden" name="termsVersion" value={version} />
      {/* for password managers, which else would not know whose password this is */}
      <input type="hidden" name="username" autoComplete="username" value={email} readOnly />
      <p className="wrap-anywhere">{t('new', { email })}</p>
      <PasswordField
        name="password"
        label={register('password.label')}
        hint={register('password.hint')}
        autoComplete="new-password"
      />
      <Checkbox
        name="acceptTerms"
        label={register.rich('consent.label', { link })}
        hint={register('consent.hint')}
      />
      <SubmitButton wide>{t('submit')}</SubmitButton>
    </AppForm>
  );
}
