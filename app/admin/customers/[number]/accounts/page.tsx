import type { Metadata, Route } from 'next';
import { notFound } from 'next/navigation';
import { AppForm } from '@/app/_forms/app-form';
import { ButtonLink } from '@/components/ui/button';
import { Disclosure } from '@/components/ui/disclosure';
import { TextField } from '@/components/ui/fields';
import { SubmitButton } from '@/components/ui/form';
import { Notice } from '@/components/ui/notice';
import { PageTitle } from '@/components/ui/page-title';
import { Sheet } from '@/components/ui/sheet';
import { keptLetter } from '@/lib/accounts/letters/letter-cookie';
import type { WrappedAction } from '@/lib/auth/action';
import { requireStaff } from '@/lib/auth/guards';
import { customerForStaff, type StaffAccount } from '@/lib/customers/staff/queries';
import { getTranslations } from '@/lib/i18n/server';
import { assignPasswordAction, lockAccountAction, makeAccountAction, resetFactorAction } from './actions';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('office-accounts'))('title') };
}

const DONE = ['letter', 'added', 'locked', 'unlocked', 'factor'] as const;

type Props = {
  params: Promise<{ number: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

/** A customer's accounts: made with a letter, locked, given a new password, freed of a lost second factor. */
export default async function AccountsPage({ params, searchParams }: Props) {
  const actor = await requireStaff('customers.manage');
  const customer = await customerForStaff(actor, decodeURIComponent((await params).number), new Date());
  if (!customer) notFound();
  const { customerNumber, name, accounts, email } = customer;
  const t = await getTranslations('office-accounts');
  const asked = (await searchParams).done;
  const done = DONE.find(each => each === asked);
  const letter = done === 'letter' ? await keptLetter(actor, customerNumber) : null;
  const path = `/admin/customers/${encodeURIComponent(customerNumber)}`;
  return (
    <div className="grid max-w-[52rem] grid-cols-1 gap-6">
      <PageTitle back={{ href: path as Route, label: name }} note={`${name}, ${customerNumber}`}>
        {t('title')}
      </PageTitle>
      {done ? (
        <Notice tone="good" role="status">
          <p className="font-semibold">{t(`done.${done}`)}</p>
          {letter ? (
            <>
              <p>{t('letter.what')}</p>
              <p>
                <ButtonLink href={`${path}/letter` as Route}>{t('letter.open')}</ButtonLink>
              </p>
            </>
          ) : null}
        </Notice>
      ) : null}
      {accounts.map((account, index) => (
        <Account key={account.email} account={account} customerNumber={customerNumber} index={index} />
      ))}
      <Sheet title={t('new.title')} id="new">
        <p>{t('new.lead')}</p>
        <AppForm action={makeAccountAction} name="new">
          <input type="hidden" name="customerNumber" value={customerNumber} />
          <TextField
            name="email"
            label={t('new.email')}
            hint={email ? t('new.onFile', { email }) : undefined}
            type="email"
            inputMode="email"
            autoCapitalize="none"
            autoComplete="off"
          />
          <div>
            <SubmitButton>{t('new.submit')}</SubmitButton>
          </div>
        </AppForm>
      </Sheet>
    </div>
  );
}

async function Account({
  account,
  customerNumber,
  index,
}: {
  account: StaffAccount;
  customerNumber: string;
  index: number;
}) {
  const t = await getTranslations('office-accounts');
  const { email, lockedAt, secondFactor } = account;
  const locked = lockedAt !== null;
  const deeds: { key: 'password' | 'factor' | 'lock' | 'unlock'; action: WrappedAction }[] = [
    ...(locked ? [] : [{ key: 'password' as const, action: assignPasswordAction }]),
    ...(secondFactor && !locked ? [{ key: 'factor' as const, action: resetFactorAction }] : []),
    { key: locked ? 'unlock' : 'lock', action: lockAccountAction },
  ];
  return (
    <Sheet title={<span className="break-all">{email}</span>} id={`account-${index}`}>
      {locked ? <p className="font-semibold text-bad">{t('isLocked')}</p> : null}
      {deeds.map(({ key, action }) => (
        <Disclosure key={key} title={t(`${key}.title`)} open>
          <AppForm action={action} name={`${key}-${index}`}>
            <p>{t(`${key}.lead`)}</p>
            <input type="hidden" name="customerNumber" value={customerNumber} />
            <input type="hidden" name="email" value={email} />
            {key === 'lock' || key === 'unlock' ? (
              <input type="hidden" name="lock" value={key === 'lock' ? 'yes' : 'no'} />
            ) : null}
            <TextField name="reason" label={t(`${key}.reason`)} />
            <div>
              <SubmitButton look={key === 'unlock' ? 'primary' : 'danger'}>{t(`${key}.submit`)}</SubmitButton>
            </div>
          </AppForm>
        </Disclosure>
      ))}
    </Sheet>
  );
}
