import type { Metadata, Route } from 'next';
import { redirect } from 'next/navigation';
import { ButtonLink } from '@/components/ui/button';
import { CodeField } from '@/components/ui/fields';
import { SubmitButton } from '@/components/ui/form';
import { PageTitle } from '@/components/ui/page-title';
import { pendingEmail } from '@/lib/accounts/email-change/queries';
import { CODE_MINUTES } from '@/lib/accounts/rules';
import { requireCustomer } from '@/lib/auth/guards';
import { getTranslations } from '@/lib/i18n/server';
import { KeptForm } from '../../../kept-form';
import { completeEmailChangeAction } from '../actions';

const START = '/account/email' as Route;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('account.email.code'))('title') };
}

/** The same for every address: whether a code is on its way, only the mailbox tells. */
export default async function ChangeEmailCodePage() {
  const actor = await requireCustomer();
  const email = await pendingEmail(actor);
  if (email === null) redirect(START);
  const t = await getTranslations('account.email.code');
  const form = await getTranslations('layout.form');
  return (
    <div className="grid max-w-136 gap-8">
      <PageTitle back={{ href: START, label: t('back') }}>{t('title')}</PageTitle>
      <p>
        {t.rich('text', {
          minutes: CODE_MINUTES,
          email: () => <strong className="break-all">{email}</strong>,
        })}
      </p>
      <KeptForm action={completeEmailChangeAction} name="change-email-code">
        <CodeField label={t('label')} hint={t('hint')} />
        <SubmitButton wide pendingLabel={form('sending')}>
          {t('submit')}
        </SubmitButton>
      </KeptForm>
      <section aria-labelledby="no-mail" className="grid gap-4 border-t border-line pt-6">
        <h2 id="no-mail">{t('noMail.title')}</h2>
        <ul className="grid list-disc gap-2 pl-6">
          <li>{t('noMail.wait')}</li>
          <li>{t('noMail.address')}</li>
        </ul>
        <div className="flex flex-wrap gap-3">
          <ButtonLink href={START} look="quiet">
            {t('noMail.again')}
          </ButtonLink>
        </div>
      </section>
    </div>
  );
}
