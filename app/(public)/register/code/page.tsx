import type { Metadata, Route } from 'next';
import { redirect } from 'next/navigation';
import { AppForm } from '@/app/_forms/app-form';
import { CodeAnswer, CodeStep } from '@/app/_forms/code-step';
import { ButtonLink } from '@/components/ui/button';
import { SubmitButton } from '@/components/ui/form';
import { Notice } from '@/components/ui/notice';
import { PhoneLink } from '@/components/ui/phone-link';
import { CODE_MINUTES } from '@/lib/accounts/rules';
import { keptStep } from '@/lib/auth/step-cookie';
import { getTranslations } from '@/lib/i18n/server';
import { utility } from '@/lib/utility';
import { completeRegistrationAction, resendCodeAction } from '../actions';

const REGISTER = '/register' as Route;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('register.code'))('title') };
}

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function CodePage({ searchParams }: Props) {
  const kept = await keptStep('registration');
  if (!kept) redirect(REGISTER);
  const t = await getTranslations('register.code');
  const again = (await searchParams).sent !== undefined;
  return (
    <CodeStep
      title={t('title')}
      back={{ href: REGISTER, label: t('back') }}
      notice={
        again ? (
          <Notice tone="good" role="status">
            <p>{t('sentAgain')}</p>
          </Notice>
        ) : undefined
      }
      text={t.rich('text', {
        minutes: CODE_MINUTES,
        email: () => <strong className="wrap-anywhere">{kept.values.email}</strong>,
      })}
      form={
        <AppForm action={completeRegistrationAction} name="code">
          <CodeAnswer label={t('label')} hint={t('hint')} submit={t('submit')} />
        </AppForm>
      }
      noMail={{
        title: t('noMail.title'),
        hints: [t('noMail.wait'), t('noMail.address'), t('noMail.paper')],
        ways: (
          <>
            <ButtonLink href={REGISTER} look="quiet">
              {t('noMail.correct')}
            </ButtonLink>
            <AppForm action={resendCodeAction} name="resend">
              <SubmitButton look="quiet">{t('noMail.again')}</SubmitButton>
            </AppForm>
          </>
        ),
        more: t.rich('noMail.call', { phone: () => <PhoneLink phone={utility().contact.phone} /> }),
      }}
    />
  );
}
