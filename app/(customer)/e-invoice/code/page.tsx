import type { Metadata, Route } from 'next';
import { redirect } from 'next/navigation';
import { CodeAnswer, CodeStep } from '@/app/_forms/code-step';
import { ButtonLink } from '@/components/ui/button';
import { CODE_MINUTES } from '@/lib/accounts/rules';
import { requireCustomer } from '@/lib/auth/guards';
import { pendingAddress } from '@/lib/e-invoice/queries';
import { getTranslations } from '@/lib/i18n/server';
import { KeptForm } from '../../kept-form';
import { confirmAddressAction } from '../actions';

const BACK = '/e-invoice' as Route;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('eInvoice.code'))('title') };
}

export default async function EInvoiceCodePage() {
  const actor = await requireCustomer();
  const email = await pendingAddress(actor);
  if (email === null) redirect(BACK);
  const t = await getTranslations('eInvoice.code');
  return (
    <CodeStep
      title={t('title')}
      back={{ href: BACK, label: t('back') }}
      text={t.rich('text', {
        minutes: CODE_MINUTES,
        email: () => <strong className="break-all">{email}</strong>,
      })}
      form={
        <KeptForm action={confirmAddressAction} name="e-invoice-code">
          <CodeAnswer label={t('label')} hint={t('hint')} submit={t('submit')} />
        </KeptForm>
      }
      noMail={{
        title: t('noMail.title'),
        hints: [t('noMail.wait'), t('noMail.address')],
        ways: (
          <ButtonLink href={BACK} look="quiet">
            {t('noMail.again')}
          </ButtonLink>
        ),
      }}
    />
  );
}
