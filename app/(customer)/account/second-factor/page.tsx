import type { Metadata, Route } from 'next';
import { getTranslations } from '@/lib/i18n/server';
import { KeptForm } from '@/app/(customer)/kept-form';
import { FactorFacts } from '@/app/(public)/second-factor/factor-facts';
import { RenewCodes } from '@/app/(public)/second-factor/renew-codes';
import { Introduction, SetUp } from '@/app/(public)/second-factor/set-up';
import { PasswordField, TextField } from '@/components/ui/fields';
import { SubmitButton } from '@/components/ui/form';
import { Notice } from '@/components/ui/notice';
import { PageTitle } from '@/components/ui/page-title';
import { Sheet } from '@/components/ui/sheet';
import { requireCustomer } from '@/lib/auth/guards';
import { secondFactorOf } from '@/lib/auth/second-factor/queries';
import { switchOffSecondFactorAction } from './actions';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('secondFactor'))('title') };
}

type Props = { searchParams: Promise<{ done?: string | string[] }> };

/** A customer's second factor: what it is, switching it on and off, new recovery codes. */
export default async function SecondFactorPage({ searchParams }: Props) {
  const actor = await requireCustomer('see');
  const { done } = await searchParams;
  const t = await getTranslations('secondFactor');
  const factor = await secondFactorOf(actor, new Date());
  return (
    <div className="grid max-w-136 grid-cols-1 gap-6">
      <PageTitle back={{ href: '/account' as Route, label: t('back') }}>
        {t(factor.state === 'setUp' ? 'titleSetUp' : 'title')}
      </PageTitle>
      {done === 'off' && factor.state === 'off' ? (
        <Notice tone="good" role="status">
          <p>{t('done.off')}</p>
        </Notice>
      ) : null}
      <p>{t(factor.state === 'on' ? 'sheet.on' : 'lead')}</p>
      {factor.state === 'off' ? <Introduction /> : null}
      {factor.state === 'setUp' ? <SetUp secret={factor.secret} email={actor.email} /> : null}
      {factor.state === 'on' ? (
        <>
          <FactorFacts {...factor} />
          <RenewCodes />
          <SwitchOff />
        </>
      ) : null}
    </div>
  );
}

async function SwitchOff() {
  const t = await getTranslations('secondFactor.on');
  return (
    <Sheet title={t('offTitle')} id="off">
      <p className="text-soft">{t('offText')}</p>
      <KeptForm action={switchOffSecondFactorAction} name="second-factor-off">
        <PasswordField name="password" label={t('password')} autoComplete="current-password" />
        <TextField name="code" label={t('code')} width="number" autoComplete="one-time-code" />
        <SubmitButton look="danger">{t('off')}</SubmitButton>
      </KeptForm>
    </Sheet>
  );
}
