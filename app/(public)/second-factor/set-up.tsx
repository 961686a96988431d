import type { Route } from 'next';
import { AppForm } from '@/app/_forms/app-form';
import { getTranslations } from '@/lib/i18n/server';
import { Button, buttonClass } from '@/components/ui/button';
import { CopyButton } from '@/components/ui/copy-button';
import { CodeField } from '@/components/ui/fields';
import { SubmitButton } from '@/components/ui/form';
import { QrCode } from '@/components/ui/qr-code';
import { Sheet } from '@/components/ui/sheet';
import { Steps } from '@/components/ui/steps';
import { setUpUri } from '@/lib/auth/second-factor/rules';
import { utility } from '@/lib/utility';
import { cancelSecondFactorAction, confirmSecondFactorAction, startSecondFactorAction } from './actions';

/** What it is, in plain words, and the button that begins. @param next where it leads in the end */
export async function Introduction({ next }: { next?: string }) {
  const t = await getTranslations('secondFactor');
  return (
    <>
      <Sheet title={t('how.title')} id="how">
        <ul className="grid list-disc gap-2 pl-6 marker:text-accent">
          {(['app', 'offline', 'codes'] as const).map(key => (
            <li key={key}>{t(`how.${key}`)}</li>
          ))}
        </ul>
      </Sheet>
      <AppForm action={startSecondFactorAction} name="start">
        <input type="hidden" name="next" value={next ?? ''} />
        <SubmitButton wide>{t('start')}</SubmitButton>
      </AppForm>
    </>
  );
}

/** The secret as a QR code, as a link and as text, and the form for the first code. */
export async function SetUp({ secret, email, next }: { secret: string; email: string; next?: string }) {
  const t = await getTranslations('secondFactor.setUp');
  const uri = setUpUri(secret, utility().shortName, email);
  return (
    <>
      <Sheet>
        <Steps
          steps={[
            <p key="app">{t('app')}</p>,
            <div key="scan" className="grid grid-cols-1 justify-items-start gap-4">
              <p>{t('scan')}</p>
              <QrCode text={uri} label={t('qr')} />
              <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
                <span className="text-soft">{t('phone')}</span>
                <a href={uri as Route} className={buttonClass('quiet')}>
                  {t('open')}
                </a>
              </div>
              <div className="grid grid-cols-1 justify-items-start gap-2">
                <p id="key" className="text-soft">
                  {t('type')}
                </p>
                <code aria-labelledby="key" className="wrap-anywhere text-lead font-semibold tracking-wide">
                  {secret}
                </code>
                <CopyButton text={secret} label={t('copy')} name={t('copyName')} done={t('copied')} />
              </div>
            </div>,
            <p key="code">{t('code')}</p>,
          ]}
        />
      </Sheet>
      <AppForm action={confirmSecondFactorAction} name="confirm">
        <input type="hidden" name="next" value={next ?? ''} />
        <CodeField label={t('label')} hint={t('hint')} />
        <SubmitButton wide>{t('submit')}</SubmitButton>
      </AppForm>
      <form action={cancelSecondFactorAction}>
        <Button look="quiet">{t('cancel')}</Button>
      </form>
    </>
  );
}
