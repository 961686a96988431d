import type { Metadata, Route } from 'next';
import { redirect } from 'next/navigation';
import { pendingStep, stepOf } from '@/lib/accounts/code-steps';
import { CODE_MINUTES } from '@/lib/accounts/rules';
import { requireCustomer } from '@/lib/auth/guards';
import { getTranslations } from '@/lib/i18n/server';
import { AskedCode } from '../../../asked-code';
import { completeEmailChangeAction } from '../actions';

const START = '/account/email' as Route;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('account.email.code'))('title') };
}

export default async function ChangeEmailCodePage() {
  const actor = await requireCustomer('see');
  const email = (await pendingStep(stepOf(actor, 'email_change')))?.email;
  if (!email) redirect(START);
  const t = await getTranslations('account.email.code');
  return (
    <AskedCode
      t={t}
      start={START}
      text={t.rich('text', {
        minutes: CODE_MINUTES,
        email: () => <strong className="wrap-anywhere">{email}</strong>,
      })}
      action={completeEmailChangeAction}
      name="change-email-code"
      hints={[t('noMail.wait'), t('noMail.address')]}
    />
  );
}
