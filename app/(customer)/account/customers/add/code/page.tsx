import type { Metadata, Route } from 'next';
import { CodeAnswer, CodeStep } from '@/app/_forms/code-step';
import { ButtonLink } from '@/components/ui/button';
import { PhoneLink } from '@/components/ui/phone-link';
import { CODE_MINUTES } from '@/lib/accounts/rules';
import { requireCustomer } from '@/lib/auth/guards';
import { getTranslations } from '@/lib/i18n/server';
import { utility } from '@/lib/utility';
import { KeptForm } from '../../../../kept-form';
import { completeAddCustomerAction } from '../../actions';

const START = '/account/customers/add' as Route;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('customers.code'))('title') };
}

export default async function AddCustomerCodePage() {
  const actor = await requireCustomer();
  const t = await getTranslations('customers.code');
  return (
    <CodeStep
      title={t('title')}
      back={{ href: START, label: t('back') }}
      text={t.rich('text', {
        minutes: CODE_MINUTES,
        email: () => <strong className="break-all">{actor.email}</strong>,
      })}
      form={
        <KeptForm action={completeAddCustomerAction} name="add-customer-code">
          <CodeAnswer label={t('label')} hint={t('hint')} submit={t('submit')} />
        </KeptForm>
      }
      noMail={{
        title: t('noMail.title'),
        hints: [t('noMail.wait'), t('noMail.paper')],
        ways: (
          <ButtonLink href={START} look="quiet">
            {t('noMail.again')}
          </ButtonLink>
        ),
        more: t.rich('noMail.call', { phone: () => <PhoneLink phone={utility().contact.phone} /> }),
      }}
    />
  );
}
