import type { Metadata, Route } from 'next';
import { redirect } from 'next/navigation';
import { pendingStep, stepOf } from '@/lib/accounts/code-steps';
import { CODE_MINUTES } from '@/lib/accounts/rules';
import { requireCustomer } from '@/lib/auth/guards';
import { getTranslations } from '@/lib/i18n/server';
import { formatPhone } from '@/lib/kernel/phone';
import { AskedCode } from '../../../asked-code';
import { completePhoneChangeAction } from '../actions';

const START = '/account/phone' as Route;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('account.phone.code'))('title') };
}

export default async function PhoneCodePage() {
  const actor = await requireCustomer('see');
  const phone = (await pendingStep(stepOf(actor, 'phone_change')))?.phone;
  if (!phone) redirect(START);
  const t = await getTranslations('account.phone.code');
  return (
    <AskedCode
      t={t}
      start={START}
      text={t.rich('text', {
        minutes: CODE_MINUTES,
        phone: () => <strong className="whitespace-nowrap">{formatPhone(phone)}</strong>,
      })}
      action={completePhoneChangeAction}
      name="change-phone-code"
      hints={[t('noMail.wait'), t('noMail.number')]}
    />
  );
}
