import type { Metadata, Route } from 'next';
import { AppForm } from '@/app/_forms/app-form';
import { getTranslations } from '@/lib/i18n/server';
import { redirect } from 'next/navigation';
import { ButtonLink } from '@/components/ui/button';
import { CodeField, TextField } from '@/components/ui/fields';
import { SubmitButton } from '@/components/ui/form';
import { TextLink } from '@/components/ui/link';
import { PageTitle } from '@/components/ui/page-title';
import { PhoneLink } from '@/components/ui/phone-link';
import { withNext } from '@/lib/auth/local-path';
import { challenged } from '@/lib/auth/second-factor/challenge';
import { challengeCookie } from '@/lib/auth/second-factor/cookies';
import { utility } from '@/lib/utility';
import { signInWithCodeAction } from '../actions';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('secondFactor.login'))('title') };
}

type Props = { searchParams: Promise<{ next?: string | string[]; with?: string | string[] }> };

/** The second step of signing in, after the right password; a recovery code is asked for in the same way. */
export default async function LoginCodePage({ searchParams }: Props) {
  const query = await searchParams;
  const next = [query.next].flat()[0];
  if (!(await challenged(await challengeCookie(), new Date()))) redirect(withNext('/login', next));
  const recovery = query.with === 'recovery';

  const t = await getTranslations('secondFactor.login');
  const { shortName, contact } = utility();
  return (
    <div className="grid max-w-md grid-cols-1 gap-6">
      <PageTitle>{t(recovery ? 'titleRecovery' : 'title')}</PageTitle>
      <p>{recovery ? t('textRecovery') : t('text', { utility: shortName })}</p>
      <AppForm action={signInWithCodeAction} name="code">
        <input type="hidden" name="next" value={next ?? ''} />
        {recovery ? (
          <TextField
            name="code"
            label={t('labelRecovery')}
            hint={t('hintRecovery')}
            width="number"
            autoComplete="off"
            autoCapitalize="characters"
          />
        ) : (
          <CodeField label={t('label')} hint={t('hint')} />
        )}
        <SubmitButton wide>{t('submit')}</SubmitButton>
      </AppForm>
      <section className="grid justify-items-start gap-4 border-t border-line pt-6">
        {recovery ? null : <h2>{t('noPhone')}</h2>}
        <ButtonLink href={withNext('/login/code', next, recovery ? {} : { with: 'recovery' })} look="quiet">
          {t(recovery ? 'useApp' : 'useRecovery')}
        </ButtonLink>
        <p className="text-small text-soft">
          {t.rich('lost', { phone: () => <PhoneLink phone={contact.phone} /> })}
        </p>
        <TextLink href={'/login' as Route}>{t('again')}</TextLink>
      </section>
    </div>
  );
}
