import { AppForm } from '@/app/_forms/app-form';
import { getTranslations } from '@/lib/i18n/server';
import { PasswordField } from '@/components/ui/fields';
import { SubmitButton } from '@/components/ui/form';
import { Sheet } from '@/components/ui/sheet';
import { renewRecoveryCodesAction } from './actions';

/** New recovery codes for a factor that is on. */
export async function RenewCodes() {
  const t = await getTranslations('secondFactor.on');
  return (
    <Sheet title={t('renewTitle')} id="renew">
      <p className="text-soft">{t('renewText')}</p>
      <AppForm action={renewRecoveryCodesAction} name="renew">
        <PasswordField name="password" label={t('password')} autoComplete="current-password" />
        <SubmitButton look="quiet">{t('renew')}</SubmitButton>
      </AppForm>
    </Sheet>
  );
}
