import type { Metadata, Route } from 'next';
import { AppForm } from '@/app/_forms/app-form';
import { RadioGroup, TextField } from '@/components/ui/fields';
import { FileField } from '@/components/ui/file-field';
import { SubmitButton } from '@/components/ui/form';
import { PageTitle } from '@/components/ui/page-title';
import { requireStaff } from '@/lib/auth/guards';
import { DELIVERIES } from '@/lib/e-invoice/rules';
import { getTranslations } from '@/lib/i18n/server';
import { untouched } from '@/lib/kernel/form';
import { dayOf, formatDayShort } from '@/lib/kernel/dates';
import { enterConsentAction } from '../actions';
import { ACTIONS, PAPER_CHANNELS } from '../paper';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('office-e-invoice'))('new.title') };
}

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

/** A signed form as it came by post, over the counter or as a scan. */
export default async function NewConsentPage({ searchParams }: Props) {
  await requireStaff('e_invoice.enter');
  const [t, words] = [await getTranslations('office-e-invoice'), await getTranslations('eInvoice')];
  const { customer } = await searchParams;
  const values = {
    receivedOn: formatDayShort(dayOf(new Date())),
    ...(typeof customer === 'string' ? { customerNumber: customer.slice(0, 60) } : {}),
  };
  return (
    <div className="grid max-w-[48rem] grid-cols-1 gap-6">
      <PageTitle back={{ href: '/admin/e-invoice' as Route, label: t('title') }}>{t('new.title')}</PageTitle>
      <p>{t('new.lead')}</p>
      <AppForm action={enterConsentAction} name="paper" initial={untouched(values)}>
        <TextField
          name="customerNumber"
          label={t('new.customerNumber')}
          width="number"
          autoCapitalize="characters"
          autoComplete="off"
        />
        <RadioGroup
          name="action"
          legend={t('new.action')}
          options={ACTIONS.map(value => ({ value, label: t(`actions.${value}`) }))}
        />
        <RadioGroup
          name="delivery"
          legend={t('new.delivery')}
          hint={t('new.deliveryHint')}
          options={DELIVERIES.map(value => ({ value, label: t(`delivery.${value}`) }))}
        />
        <TextField
          name="email"
          label={t('new.email')}
          hint={t('new.emailHint')}
          type="email"
          inputMode="email"
          autoCapitalize="none"
          autoComplete="off"
        />
        <RadioGroup
          name="channel"
          legend={t('new.channel')}
          options={PAPER_CHANNELS.map(value => ({ value, label: words(`channel.${value}`) }))}
        />
        <TextField
          name="receivedOn"
          label={t('new.receivedOn')}
          hint={t('new.receivedHint')}
          width="number"
          inputMode="text"
        />
        <FileField
          name="scan"
          label={t('new.scan')}
          hint={t('new.scanHint')}
          accept="application/pdf,image/jpeg,image/png"
        />
        <div>
          <SubmitButton>{t('new.submit')}</SubmitButton>
        </div>
      </AppForm>
    </div>
  );
}
