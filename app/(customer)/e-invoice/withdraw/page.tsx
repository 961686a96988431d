import type { Metadata, Route } from 'next';
import { ButtonLink } from '@/components/ui/button';
import { SubmitButton } from '@/components/ui/form';
import { PageTitle } from '@/components/ui/page-title';
import { requireCustomer } from '@/lib/auth/guards';
import { hasEInvoice } from '@/lib/e-invoice/queries';
import { getLocale, getTranslations } from '@/lib/i18n/server';
import { dayOf, formatDay } from '@/lib/kernel/dates';
import { KeptForm } from '../../kept-form';
import { withdrawEInvoiceAction } from '../actions';

const BACK = '/e-invoice' as Route;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('eInvoice.withdraw'))('title') };
}

/** Says what it means before paper comes again. */
export default async function WithdrawEInvoicePage() {
  const actor = await requireCustomer('all');
  const today = dayOf(new Date());
  const active = await hasEInvoice(actor, today);
  const [t, locale] = [await getTranslations('eInvoice.withdraw'), await getLocale()];
  const back = await getTranslations('eInvoice.change');
  return (
    <div className="grid max-w-136 grid-cols-1 gap-6">
      <PageTitle back={{ href: BACK, label: back('back') }}>{t('title')}</PageTitle>
      {active ? (
        <>
          <p>{t('lead', { day: formatDay(today, locale) })}</p>
          <p>{t('keeps')}</p>
          <KeptForm action={withdrawEInvoiceAction} name="e-invoice-withdraw">
            <input type="hidden" name="customerNumber" value={actor.current.customerNumber} />
            <div className="grid gap-3 sm:flex sm:flex-wrap">
              <SubmitButton>{t('submit')}</SubmitButton>
              <ButtonLink href={BACK} look="quiet">
                {t('cancel')}
              </ButtonLink>
            </div>
          </KeptForm>
        </>
      ) : (
        <p>{t('nothing')}</p>
      )}
    </div>
  );
}
