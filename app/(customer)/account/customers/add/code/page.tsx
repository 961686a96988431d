import type { Metadata, Route } from 'next';
import { ButtonLink } from '@/components/ui/button';
import { CodeField } from '@/components/ui/fields';
import { SubmitButton } from '@/components/ui/form';
import { PageTitle } from '@/components/ui/page-title';
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

/** The same whatever was sent before it: whether a code is on its way, only the mailbox tells. */
export default async function AddCustomerCodePage() {
  const actor = await requireCustomer();
  const [t, form] = [await getTranslations('customers.code'), await getTranslations('layout.form')];
  return (
    <div className="grid max-w-136 gap-8">
      <PageTitle back={{ href: START, label: t('back') }}>{t('title')}</PageTitle>
      <p>
        {t.rich('text', {
          minutes: CODE_MINUTES,
          email: () => <strong className="break-all">{actor.email}</strong>,
        })}
      </p>
      <KeptForm action={completeAddCustomerAction} name="add-customer-code">
        <CodeField label={t('label')} hint={t('hint')} />
        <SubmitButton wide pendingLabel={form('sending')}>
          {t('submit')}
        </SubmitButton>
      </KeptForm>
      <section aria-labelledby="no-mail" className="grid gap-4 border-t border-line pt-6">
        <h2 id="no-mail">{t('noMail.title')}</h2>
        <ul className="grid list-disc gap-2 pl-6">
          <li>{t('noMail.wait')}</li>
          <li>{t('noMail.paper')}</li>
        </ul>
        <div>
          <ButtonLink href={START} look="quiet">
            {t('noMail.again')}
          </ButtonLink>
        </div>
        <p className="text-small text-soft">
          {t.rich('noMail.call', { phone: () => <PhoneLink phone={utility().contact.phone} /> })}
        </p>
      </section>
    </div>
  );
}
