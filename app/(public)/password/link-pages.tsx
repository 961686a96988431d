import type { Route } from 'next';
import { AppForm } from '@/app/_forms/app-form';
import { getTranslations } from '@/lib/i18n/server';
import { ButtonLink } from '@/components/ui/button';
import { PasswordField, TextField } from '@/components/ui/fields';
import { SubmitButton } from '@/components/ui/form';
import { PageTitle } from '@/components/ui/page-title';
import { PhoneLink } from '@/components/ui/phone-link';
import { linkHolder } from '@/lib/accounts/links/queries';
import { LINK_MINUTES } from '@/lib/accounts/rules';
import type { WrappedAction } from '@/lib/auth/action';
import { utility } from '@/lib/utility';
import { setPasswordAction } from './actions';

/** The one question of whoever needs a link: the address to send it to. */
export async function RequestLinkForm({ action, submit }: { action: WrappedAction; submit: string }) {
  const t = await getTranslations('password.link');
  return (
    <AppForm action={action} name="link">
      <TextField
        name="email"
        label={t('email')}
        hint={t('emailHint')}
        type="email"
        inputMode="email"
        autoComplete="username"
        autoCapitalize="none"
      />
      <SubmitButton wide>{submit}</SubmitButton>
    </AppForm>
  );
}

/** The same for everybody who asked: whether a link is on its way, only the mailbox tells. */
export async function LinkSent({ again }: { again: Route }) {
  const t = await getTranslations('password.link');
  return (
    <div className="grid max-w-136 gap-6">
      <PageTitle>{t('sent.title')}</PageTitle>
      <p>{t('sent.text', { minutes: LINK_MINUTES })}</p>
      <section aria-labelledby="no-mail" className="grid gap-4 border-t border-line pt-6">
        <h2 id="no-mail">{t('sent.noMail')}</h2>
        <ul className="grid list-disc gap-2 pl-6">
          <li>{t('sent.wait')}</li>
          <li>{t('sent.address')}</li>
        </ul>
        <div className="flex flex-wrap gap-3">
          <ButtonLink href={again} look="quiet">
            {t('sent.again')}
          </ButtonLink>
          <ButtonLink href={'/password/lost-mailbox' as Route} look="quiet">
            {t('sent.lost')}
          </ButtonLink>
        </div>
        <p className="text-small text-soft">
          {t.rich('sent.call', { phone: () => <PhoneLink phone={utility().contact.phone} /> })}
        </p>
      </section>
    </div>
  );
}

/** Where a mailed link leads. Looking does not use it up; setting the password does. */
export async function SetPassword({
  token,
  again,
  words,
}: {
  token: string;
  again: Route;
  words: { title: string; lead: string };
}) {
  const t = await getTranslations('password.link');
  const holder = await linkHolder(token, new Date());
  if (!holder) {
    return (
      <div className="grid max-w-136 justify-items-start gap-6">
        <PageTitle>{t('gone.title')}</PageTitle>
        <p>{t('gone.text', { minutes: LINK_MINUTES })}</p>
        <div className="flex flex-wrap gap-3">
          <ButtonLink href={again}>{t('gone.again')}</ButtonLink>
          <ButtonLink href={'/login' as Route} look="quiet">
            {t('gone.signIn')}
          </ButtonLink>
        </div>
      </div>
    );
  }
  const password = await getTranslations('password');
  return (
    <div className="grid max-w-md gap-6">
      <PageTitle>{words.title}</PageTitle>
      <p>{words.lead}</p>
      <p>
        {t('account')} <strong className="wrap-anywhere">{holder.email}</strong>
      </p>
      <AppForm action={setPasswordAction} name="password">
        <input type="hidden" name="token" value={token} />
        {/* for password managers, which else would not know whose password this is */}
        <input type="hidden" name="username" autoComplete="username" value={holder.email} readOnly />
        <PasswordField
          name="newPassword"
          label={password('new')}
          hint={password(holder.isStaff ? 'hintStaff' : 'hint')}
          autoComplete="new-password"
        />
        <SubmitButton wide>{t('submit')}</SubmitButton>
      </AppForm>
    </div>
  );
}
