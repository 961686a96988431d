import type { Metadata, Route } from 'next';
import { redirect } from 'next/navigation';
import { CodeAnswer, CodeStep } from '@/app/_forms/code-step';
import { ButtonLink } from '@/components/ui/button';
import { CODE_MINUTES } from '@/lib/accounts/rules';
import { requireCustomer } from '@/lib/auth/guards';
import { getTranslations } from '@/lib/i18n/server';
import { formatPhone } from '@/lib/kernel/phone';
import { pendingPhone } from '@/lib/notifications/phone/queries';
import { KeptForm } from '../../../kept-form';
import { completePhoneChangeAction } from '../actions';

const START = '/account/phone' as Route;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('account.phone.code'))('title') };
}

export default async function PhoneCodePage() {
  const actor = await requireCustomer();
  const phone = await pendingPhone(actor);
  if (phone === null) redirect(START);
  const t = await getTranslations('account.phone.code');
  return (
    <CodeStep
      title={t('title')}
      back={{ href: START, label: t('back') }}
      text={t.rich('text', {
        minutes: CODE_MINUTES,
        phone: () => <strong className="whitespace-nowrap">{formatPhone(phone)}</strong>,
      })}
      form={
        <KeptForm action={completePhoneChangeAction} name="change-phone-code">
          <CodeAnswer label={t('label')} hint={t('hint')} submit={t('submit')} />
        </KeptForm>
      }
      noMail={{
        title: t('noMail.title'),
        hints: [t('noMail.wait'), t('noMail.number')],
        ways: (
          <ButtonLink href={START} look="quiet">
            {t('noMail.again')}
          </ButtonLink>
        ),
      }}
    />
  );
}
