import type { Metadata, Route } from 'next';
import { redirect } from 'next/navigation';
import { CodeAnswer, CodeStep } from '@/app/_forms/code-step';
import { ButtonLink } from '@/components/ui/button';
import { pendingEmail } from '@/lib/accounts/email-change/queries';
import { CODE_MINUTES } from '@/lib/accounts/rules';
import { requireCustomer } from '@/lib/auth/guards';
import { getTranslations } from '@/lib/i18n/server';
import { KeptForm } from '../../../kept-form';
import { completeEmailChangeAction } from '../actions';

const START = '/account/email' as Route;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('account.email.code'))('title') };
}

export default async function ChangeEmailCodePage() {
  const actor = await requireCustomer();
  const email = await pendingEmail(actor);
  if (email === null) redirect(START);
  const t = await getTranslations('account.email.code');
  return (
    <CodeStep
      title={t('title')}
      back={{ href: START, label: t('back') }}
      text={t.rich('text', {
        minutes: CODE_MINUTES,
        email: () => <strong className="break-all">{email}</strong>,
      })}
      form={
        <KeptForm action={completeEmailChangeAction} name="change-email-code">
          <CodeAnswer label={t('label')} hint={t('hint')} submit={t('submit')} />
        </KeptForm>
      }
      noMail={{
        title: t('noMail.title'),
        hints: [t('noMail.wait'), t('noMail.address')],
        ways: (
          <ButtonLink href={START} look="quiet">
            {t('noMail.again')}
          </ButtonLink>
        ),
      }}
    />
  );
}
