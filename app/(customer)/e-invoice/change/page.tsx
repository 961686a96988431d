import type { Metadata, Route } from 'next';
import { redirect } from 'next/navigation';
import { SubmitButton } from '@/components/ui/form';
import { PageTitle } from '@/components/ui/page-title';
import { requireCustomer } from '@/lib/auth/guards';
import { eInvoiceOf } from '@/lib/e-invoice/queries';
import { whereText } from '@/lib/e-invoice/texts';
import { getLocale, getTranslations } from '@/lib/i18n/server';
import { dayOf } from '@/lib/kernel/dates';
import { KeptForm } from '../../kept-form';
import { changeEInvoiceAction } from '../actions';
import { DeliveryFields } from '../delivery-fields';

const BACK = '/e-invoice' as Route;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('eInvoice.change'))('title') };
}

/** Another address or another way; only for whoever gets e-invoices. */
export default async function ChangeEInvoicePage() {
  const actor = await requireCustomer('all');
  const { state } = await eInvoiceOf(actor, dayOf(new Date()));
  if (!state.active) redirect(BACK);
  const [t, locale] = [await getTranslations('eInvoice.change'), await getLocale()];
  return (
    <div className="grid max-w-136 grid-cols-1 gap-6">
      <PageTitle back={{ href: BACK, label: t('back') }}>{t('title')}</PageTitle>
      <p className="break-words">{t('present', { where: whereText(state, locale) ?? '' })}</p>
      <KeptForm
        action={changeEInvoiceAction}
        name="e-invoice-change"
        initial={{ delivery: state.delivery, email: state.email ?? actor.email }}
      >
        <input type="hidden" name="customerNumber" value={actor.current.customerNumber} />
        <DeliveryFields />
        <SubmitButton wide>{t('submit')}</SubmitButton>
      </KeptForm>
    </div>
  );
}
