import type { Metadata, Route } from 'next';
import { AppForm } from '@/app/app-form';
import { redirect } from 'next/navigation';
import { ButtonLink } from '@/components/ui/button';
import { CodeField } from '@/components/ui/fields';
import { SubmitButton } from '@/components/ui/form';
import { PageTitle } from '@/components/ui/page-title';
import { CODE_MINUTES } from '@/lib/accounts/rules';
import { keptStep } from '@/lib/auth/step-cookie';
import { getTranslations } from '@/lib/i18n/server';
import { confirmAccessRequestAction } from '../actions';

const START = '/password/lost-mailbox' as Route;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('lostMailbox.code'))('title') };
}

/** The same for everybody who has sent the form: whether a code is on its way, only the mailbox tells. */
export default async function AccessCodePage() {
  const kept = await keptStep('access');
  if (!kept) redirect(START);
  const t = await getTranslations('lostMailbox.code');
  const form = await getTranslations('layout.form');
  return (
    <div className="grid max-w-136 gap-8">
      <PageTitle back={{ href: START, label: t('back') }}>{t('title')}</PageTitle>
      <p>
        {t.rich('text', {
          minutes: CODE_MINUTES,
          email: () => <strong className="break-all">{kept.values.email}</strong>,
        })}
      </p>
      <AppForm action={confirmAccessRequestAction} name="code">
        <CodeField label={t('label')} hint={t('hint')} />
        <SubmitButton wide pendingLabel={form('sending')}>
          {t('submit')}
        </SubmitButton>
      </AppForm>
      <section aria-labelledby="no-mail" className="grid gap-4 border-t border-line pt-6">
        <h2 id="no-mail">{t('noMail.title')}</h2>
        <ul className="grid list-disc gap-2 pl-6">
          <li>{t('noMail.wait')}</li>
          <li>{t('noMail.address')}</li>
          <li>{t('noMail.paper')}</li>
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
