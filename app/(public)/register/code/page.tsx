import type { Metadata, Route } from 'next';
import { AppForm } from '@/app/app-form';
import { getTranslations } from '@/lib/i18n/server';
import { redirect } from 'next/navigation';
import { ButtonLink } from '@/components/ui/button';
import { CodeField } from '@/components/ui/fields';
import { SubmitButton } from '@/components/ui/form';
import { Notice } from '@/components/ui/notice';
import { PageTitle } from '@/components/ui/page-title';
import { PhoneLink } from '@/components/ui/phone-link';
import { CODE_MINUTES } from '@/lib/accounts/rules';
import { keptStep } from '@/lib/auth/step-cookie';
import { utility } from '@/lib/utility';
import { completeRegistrationAction, resendCodeAction } from '../actions';

const REGISTER = '/register' as Route;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('register.code'))('title') };
}

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

/** The same for everybody who has sent the form: whether a code is on its way, only the mailbox tells. */
export default async function CodePage({ searchParams }: Props) {
  const kept = await keptStep('registration');
  if (!kept) redirect(REGISTER);
  const t = await getTranslations('register.code');
  const form = await getTranslations('layout.form');
  const again = (await searchParams).sent !== undefined;
  return (
    <div className="grid max-w-136 gap-8">
      <PageTitle back={{ href: REGISTER, label: t('back') }}>{t('title')}</PageTitle>
      {again ? (
        <Notice tone="good" role="status">
          <p>{t('sentAgain')}</p>
        </Notice>
      ) : null}
      <p>
        {t.rich('text', {
          minutes: CODE_MINUTES,
          email: () => <strong className="break-all">{kept.values.email}</strong>,
        })}
      </p>
      <AppForm action={completeRegistrationAction} name="code">
        <CodeField label={t('label')} hint={t('hint')} />
        <SubmitButton wide pendingLabel={form('sending')}>
          {t('submit')}
        </SubmitButton>
      </AppForm>
      <section aria-labelledby="no-mail" className="grid gap-4 border-t border-line pt-6">
        <h2 id="no-mail">{t('noMail.title')}</h2>
        <ul className="grid list-disc gap-2 pl-6">
          <li>{t('noMail.wait')}</li>
          <li>{t('noMail.address')}</li>
          <li>{t('noMail.paper')}</li>
        </ul>
        <div className="flex flex-wrap items-start gap-3">
          <ButtonLink href={REGISTER} look="quiet">
            {t('noMail.correct')}
          </ButtonLink>
          <AppForm action={resendCodeAction} name="resend">
            <SubmitButton look="quiet" pendingLabel={form('sending')}>
              {t('noMail.again')}
            </SubmitButton>
          </AppForm>
        </div>
        <p className="text-small text-soft">
          {t.rich('noMail.call', { phone: () => <PhoneLink phone={utility().contact.phone} /> })}
        </p>
      </section>
    </div>
  );
}
