import type { Metadata, Route } from 'next';
import { AppForm } from '@/app/_forms/app-form';
import { getTranslations } from '@/lib/i18n/server';
import { redirect } from 'next/navigation';
import { ButtonLink } from '@/components/ui/button';
import { TextLink } from '@/components/ui/link';
import { PasswordField, TextField } from '@/components/ui/fields';
import { SubmitButton } from '@/components/ui/form';
import { Notice } from '@/components/ui/notice';
import { PageTitle } from '@/components/ui/page-title';
import { currentActor, currentSession } from '@/lib/auth/guards';
import { hasKeptForm } from '@/lib/auth/kept-form';
import { pathAfterSignIn } from '@/lib/auth/local-path';
import { untouched } from '@/lib/kernel/form';
import { signInAction } from './actions';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('login'))('title') };
}

/** For whoever cannot sign in as usual. */
const WAYS_BACK = [
  ['/password/forgot', 'forgot'],
  ['/password/lost-mailbox', 'lost'],
  ['/activate', 'activate'],
] as const;

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

const one = (value: string | string[] | undefined): string | undefined =>
  Array.isArray(value) ? value[0] : value;

export default async function LoginPage({ searchParams }: Props) {
  const query = await searchParams;
  const next = one(query.next);
  const actor = await currentActor();
  if (actor) redirect(pathAfterSignIn(next, (actor.kind === 'staff' ? '/admin' : '/dashboard') as Route));

  // Signed in, and whatever was shared has ended.
  const session = await currentSession();
  const waiting = next !== undefined && (await hasKeptForm());
  const t = await getTranslations('login');
  return (
    <div className="grid gap-x-20 gap-y-12 md:grid-cols-[minmax(0,28rem)_minmax(0,24rem)]">
      <div className="grid content-start gap-6">
        <PageTitle>{t('title')}</PageTitle>
        {session && session.staffRole === null && session.customers.length === 0 ? (
          <Notice tone="warn">
            <p>{(await getTranslations('sharing'))('noAccess')}</p>
          </Notice>
        ) : null}
        {query.signedOut ? (
          <Notice tone="good" role="status">
            <p>{t('signedOut')}</p>
          </Notice>
        ) : null}
        {query.closed ? (
          <Notice tone="good" role="status">
            <p>{t('closed')}</p>
          </Notice>
        ) : null}
        {query.registered ? (
          <Notice tone="good" role="status">
            <p>{t('registered')}</p>
          </Notice>
        ) : null}
        {query.passwordSet ? (
          <Notice tone="good" role="status">
            <p>{t('passwordSet')}</p>
          </Notice>
        ) : null}
        {waiting ? (
          <Notice role="status">
            <p>{t('kept')}</p>
          </Notice>
        ) : null}
        {next && !waiting && !query.registered && !query.signedOut ? (
          <p className="text-soft">{t('first')}</p>
        ) : null}
        {query.again ? (
          <Notice tone="warn" role="status">
            <p>{t('again')}</p>
          </Notice>
        ) : null}
        <AppForm action={signInAction} initial={untouched()} name="login">
          <input type="hidden" name="next" value={next ?? ''} />
          <TextField
            name="email"
            label={t('email')}
            type="email"
            inputMode="email"
            autoComplete="username"
            autoCapitalize="none"
          />
          <PasswordField name="password" label={t('password')} autoComplete="current-password" />
          <SubmitButton wide>{t('submit')}</SubmitButton>
        </AppForm>
        <ul className="grid">
          {WAYS_BACK.map(([href, key]) => (
            <li key={key}>
              <TextLink href={href as Route}>{t(key)}</TextLink>
            </li>
          ))}
        </ul>
      </div>
      <section
        aria-labelledby="new-here"
        className="surface grid content-start justify-items-start gap-4 self-start rounded-lg bg-wash p-5 sm:p-8"
      >
        <h2 id="new-here">{t('new.title')}</h2>
        <p>{t('new.text')}</p>
        <ButtonLink href={'/register' as Route} look="quiet">
          {t('new.link')}
        </ButtonLink>
      </section>
    </div>
  );
}
