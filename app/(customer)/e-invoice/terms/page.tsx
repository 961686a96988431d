import type { Metadata, Route } from 'next';
import { redirect } from 'next/navigation';
import { buttonClass, ButtonLink } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/fields';
import { SubmitButton } from '@/components/ui/form';
import { Icon } from '@/components/ui/icon';
import { PageTitle } from '@/components/ui/page-title';
import { requireCustomer } from '@/lib/auth/guards';
import { localPath } from '@/lib/auth/local-path';
import { waitingForTerms } from '@/lib/e-invoice/queries';
import { getLocale, getTranslations } from '@/lib/i18n/server';
import { dayOf, formatDay } from '@/lib/kernel/dates';
import { currentTerms } from '@/lib/terms/queries';
import { KeptForm } from '../../kept-form';
import { acceptEInvoiceTermsAction } from '../actions';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('eInvoice.newTerms'))('title') };
}

type Props = { searchParams: Promise<{ next?: string | string[] }> };

/**
 * New terms, asked for at the sign-in of whoever has consented. It can be left for later: nobody is kept from their
 * invoices by it, and the terms accepted before go on holding until the new ones are.
 */
export default async function NewTermsPage({ searchParams }: Props) {
  const actor = await requireCustomer('see');
  const next = localPath([(await searchParams).next].flat()[0], '/e-invoice' as Route);
  const today = dayOf(new Date());
  const waiting = await waitingForTerms(actor, today);
  if (waiting.length === 0) redirect(next);
  const terms = await currentTerms('e_invoice', today);
  const [t, form, locale] = [
    await getTranslations('eInvoice.newTerms'),
    await getTranslations('eInvoice.form'),
    await getLocale(),
  ];
  return (
    <div className="grid max-w-136 grid-cols-1 gap-6">
      <PageTitle>{t('title')}</PageTitle>
      <p>{t('lead', { version: terms.version, day: formatDay(terms.effectiveFrom, locale) })}</p>
      {actor.customers.length > 1 ? (
        <p className="break-words">
          {t('for', { numbers: waiting.map(({ customerNumber }) => customerNumber).join(', ') })}
        </p>
      ) : null}
      <div className="grid gap-3 sm:flex sm:flex-wrap">
        <ButtonLink href={'/terms/e-invoice' as Route} look="quiet">
          {form('readTerms')}
        </ButtonLink>
        <a href="/terms/e-invoice/pdf" className={buttonClass('quiet')}>
          <Icon name="download" className="size-5" />
          {form('termsPdf')}
        </a>
      </div>
      <KeptForm action={acceptEInvoiceTermsAction} name="e-invoice-terms">
        <input type="hidden" name="next" value={next} />
        <input type="hidden" name="termsVersion" value={terms.version} />
        <Checkbox name="acceptTerms" label={t('label', { version: terms.version })} hint={t('hint')} />
        <SubmitButton wide>{t('submit')}</SubmitButton>
      </KeptForm>
      <section aria-labelledby="later" className="grid justify-items-start gap-4 border-t border-line pt-6">
        <h2 id="later">{t('laterTitle')}</h2>
        <p className="text-soft">{t('laterText')}</p>
        <ButtonLink href={next} look="quiet">
          {t('later')}
        </ButtonLink>
      </section>
    </div>
  );
}
