import type { Metadata, Route } from 'next';
import { notFound } from 'next/navigation';
import { LongTextField } from '@/components/ui/long-text-field';
import { TextField } from '@/components/ui/fields';
import { SubmitButton } from '@/components/ui/form';
import { PageTitle } from '@/components/ui/page-title';
import { requireCustomer } from '@/lib/auth/guards';
import { heldData } from '@/lib/customers/changes/queries';
import { CHANGEABLE, dataOf } from '@/lib/customers/changes/rules';
import { getTranslations } from '@/lib/i18n/server';
import { KeptForm } from '../../../kept-form';
import { requestChangeAction } from '../actions';

type Props = { params: Promise<{ what: string }> };

const whatOf = async ({ params }: Props) => {
  const { what } = await params;
  return CHANGEABLE.find(one => one === what) ?? notFound();
};

export async function generateMetadata(props: Props): Promise<Metadata> {
  const what = await whatOf(props);
  return { title: (await getTranslations('ownData.form'))(`title.${what}`) };
}

/** Asks staff for another name or another address, beginning with what is there. */
export default async function ChangeDataPage(props: Props) {
  const actor = await requireCustomer('owner');
  const what = await whatOf(props);
  const t = await getTranslations('ownData.form');
  const held = await heldData(actor);
  const present = Object.fromEntries(
    Object.entries(dataOf(what, held)).map(([part, value]) => [part, value ?? '']),
  );
  return (
    <div className="grid max-w-md gap-6">
      <PageTitle back={{ href: '/account/data' as Route, label: t('back') }}>{t(`title.${what}`)}</PageTitle>
      <p>{t(`lead.${what}`)}</p>
      <KeptForm action={requestChangeAction} name={`change-${what}`} initial={present}>
        <input type="hidden" name="customerNumber" value={held.customerNumber} />
        <input type="hidden" name="what" value={what} />
        {what === 'name' ? (
          <TextField
            name="name"
            label={t(held.kind === 'business' ? 'company' : 'name')}
            autoComplete={held.kind === 'business' ? 'organization' : 'name'}
          />
        ) : (
          <>
            <TextField name="street" label={t('street')} hint={t('streetHint')} autoComplete="off" />
            <TextField name="building" label={t('building')} width="code" autoComplete="off" />
            <TextField name="unit" label={t('unit')} width="code" autoComplete="off" />
            <TextField
              name="postalCode"
              label={t('postalCode')}
              hint={t('postalCodeHint')}
              width="code"
              autoComplete="postal-code"
            />
            <TextField name="city" label={t('city')} autoComplete="address-level2" />
          </>
        )}
        <LongTextField name="reason" label={t(`reason.${what}`)} hint={t(`reasonHint.${what}`)} rows={3} />
        <SubmitButton wide>{t('submit')}</SubmitButton>
      </KeptForm>
    </div>
  );
}
