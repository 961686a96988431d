import type { Metadata, Route } from 'next';
import { PasswordField, TextField } from '@/components/ui/fields';
import { SubmitButton } from '@/components/ui/form';
import { Notice } from '@/components/ui/notice';
import { PageTitle } from '@/components/ui/page-title';
import { requireCustomer } from '@/lib/auth/guards';
import { getTranslations } from '@/lib/i18n/server';
import { formatPhone } from '@/lib/kernel/phone';
import { reachOf } from '@/lib/notifications/phone/queries';
import { KeptForm } from '../../kept-form';
import { removePhoneAction, startPhoneChangeAction } from './actions';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('account.phone'))('title') };
}

/** The number for SMS: giving one, changing it, taking it away. */
export default async function PhonePage() {
  const actor = await requireCustomer('see');
  const t = await getTranslations('account.phone');
  const { phone, phoneRefused } = await reachOf(actor);
  return (
    <div className="grid max-w-md grid-cols-1 gap-6">
      <PageTitle back={{ href: '/account' as Route, label: t('back') }}>{t('title')}</PageTitle>
      {phoneRefused ? (
        <Notice tone="warn">
          <p>{t(phoneRefused === 'stopped' ? 'refused.stopped' : 'refused.invalid')}</p>
        </Notice>
      ) : null}
      <p>
        {phone
          ? t.rich('present', {
              b: () => <strong className="whitespace-nowrap">{formatPhone(phone)}</strong>,
            })
          : t('none')}
      </p>
      <p>{t(phone ? 'leadNew' : 'lead')}</p>
      <KeptForm action={startPhoneChangeAction} name="change-phone">
        <TextField
          name="phone"
          label={t(phone ? 'newNumber' : 'number')}
          hint={t('numberHint')}
          type="tel"
          inputMode="tel"
          autoComplete="tel"
          width="number"
        />
        <PasswordField
          name="password"
          label={t('password')}
          hint={t('passwordHint')}
          autoComplete="current-password"
        />
        <SubmitButton wide>{t('submit')}</SubmitButton>
      </KeptForm>
      {phone ? (
        <section aria-labelledby="remove" className="grid gap-4 border-t border-line pt-6">
          <h2 id="remove">{t('remove.title')}</h2>
          <p>{t('remove.text')}</p>
          <KeptForm action={removePhoneAction} name="remove-phone">
            <SubmitButton look="danger">{t('remove.submit')}</SubmitButton>
          </KeptForm>
        </section>
      ) : null}
    </div>
  );
}
