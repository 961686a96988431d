import type { Metadata, Route } from 'next';
import { redirect } from 'next/navigation';
import { AppForm } from '@/app/_forms/app-form';
import { CodeAnswer, CodeStep } from '@/app/_forms/code-step';
import { ButtonLink } from '@/components/ui/button';
import { CODE_MINUTES } from '@/lib/accounts/rules';
import { keptStep } from '@/lib/auth/step-cookie';
import { getTranslations } from '@/lib/i18n/server';
import { confirmAccessRequestAction } from '../actions';

const START = '/password/lost-mailbox' as Route;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('lostMailbox.code'))('title') };
}

export default async function AccessCodePage() {
  const kept = await keptStep('access');
  if (!kept) redirect(START);
  const t = await getTranslations('lostMailbox.code');
  return (
    <CodeStep
      title={t('title')}
      back={{ href: START, label: t('back') }}
      text={t.rich('text', {
        minutes: CODE_MINUTES,
        email: () => <strong className="wrap-anywhere">{kept.values.email}</strong>,
      })}
      form={
        <AppForm action={confirmAccessRequestAction} name="code">
          <CodeAnswer label={t('label')} hint={t('hint')} submit={t('submit')} />
        </AppForm>
      }
      noMail={{
        title: t('noMail.title'),
        hints: [t('noMail.wait'), t('noMail.address'), t('noMail.paper')],
        ways: (
          <ButtonLink href={START} look="quiet">
            {t('noMail.again')}
          </ButtonLink>
        ),
      }}
    />
  );
}
