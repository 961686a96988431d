import type { Metadata, Route } from 'next';
import { redirect } from 'next/navigation';
import { pendingStep, stepOf } from '@/lib/accounts/code-steps';
import { CODE_MINUTES } from '@/lib/accounts/rules';
import { requireCustomer } from '@/lib/auth/guards';
import { getTranslations } from '@/lib/i18n/server';
import { AskedCode } from '../../asked-code';
import { confirmAddressAction } from '../actions';

const BACK = '/e-invoice' as Route;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('eInvoice.code'))('title') };
}

export default async function EInvoiceCodePage() {
  const actor = await requireCustomer('all');
  const email = (await pendingStep(stepOf(actor, 'e_invoice_email')))?.email;
  if (!email) redirect(BACK);
  const t = await getTranslations('eInvoice.code');
  return (
    <AskedCode
      t={t}
      start={BACK}
      text={t.rich('text', {
        minutes: CODE_MINUTES,
        email: () => <strong className="wrap-anywhere">{email}</strong>,
      })}
      action={confirmAddressAction}
      name="e-invoice-code"
      hints={[t('noMail.wait'), t('noMail.address')]}
    />
  );
}
