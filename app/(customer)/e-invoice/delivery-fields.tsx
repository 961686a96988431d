import { RadioGroup, TextField } from '@/components/ui/fields';
import { DELIVERIES } from '@/lib/e-invoice/rules';
import { getTranslations } from '@/lib/i18n/server';

/** Where invoices are to go: the same questions when it is switched on and when it is changed. */
export async function DeliveryFields() {
  const t = await getTranslations('eInvoice.form');
  return (
    <>
      <RadioGroup
        name="delivery"
        legend={t('delivery')}
        options={DELIVERIES.map(value => ({ value, label: t(`options.${value}`) }))}
      />
      <TextField
        name="email"
        label={t('email')}
        hint={t('emailHint')}
        type="email"
        inputMode="email"
        autoComplete="email"
        autoCapitalize="none"
      />
    </>
  );
}
