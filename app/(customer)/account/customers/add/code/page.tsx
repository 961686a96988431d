import type { Metadata, Route } from 'next';
import { PhoneLink } from '@/components/ui/phone-link';
import { CODE_MINUTES } from '@/lib/accounts/rules';
import { requireCustomer } from '@/lib/auth/guards';
import { getTranslations } from '@/lib/i18n/server';
import { utility } from '@/lib/utility';
import { AskedCode } from '../../../../asked-code';
import { completeAddCustomerAction } from '../../actions';

const START = '/account/customers/add' as Route;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('customers.code'))('title') };
}

export default async function AddCustomerCodePage() {
  const actor = await requireCustomer('see');
  const t = await getTranslations('customers.code');
  return (
    <AskedCode
      t={t}
      start={START}
      text={t.rich('text', {
        minutes: CODE_MINUTES,
        email: () => <strong className="wrap-anywhere">{actor.email}</strong>,
      })}
      action={completeAddCustomerAction}
      name="add-customer-code"
      hints={[t('noMail.wait'), t('noMail.paper')]}
      more={t.rich('noMail.call', { phone: () => <PhoneLink phone={utility().contact.phone} /> })}
    />
  );
}
