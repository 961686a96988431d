import { getLocale, getTranslations } from '@/lib/i18n/server';
import type { ReactNode } from 'react';
import { CopyButton } from '@/components/ui/copy-button';
import { Notice } from '@/components/ui/notice';
import { PhoneLink } from '@/components/ui/phone-link';
import { dayOf, formatDay } from '@/lib/kernel/dates';
import { formatNrb } from '@/lib/kernel/identifiers';
import { formatMoney, toDecimal, type Grosze } from '@/lib/kernel/money';
import { utility } from '@/lib/utility';

/** Account, title and amount of a transfer, each to be copied: a phone cannot scan its own screen (UX). */
export async function TransferDetails({
  account,
  changedAt,
  title,
  amount,
}: {
  /** null: the utility's own account */
  account: string | null;
  /** the account was changed then and nobody has confirmed it (the classic fraud) */
  changedAt: Date | null;
  title: string;
  amount: Grosze;
}) {
  const [t, locale] = [await getTranslations('invoices.pay'), await getLocale()];
  const nrb = account ?? utility().bank.account;
  const copy = (text: string, name: string) => (
    <CopyButton text={text} label={t('copy')} name={name} done={t('copied')} />
  );
  return (
    <div className="grid grid-cols-1 gap-4">
      {changedAt ? (
        <Notice tone="bad">
          <p>
            {t.rich('changed', {
              day: formatDay(dayOf(changedAt), locale),
              phone: () => <PhoneLink phone={utility().contact.phone} />,
            })}
          </p>
        </Notice>
      ) : null}
      <dl className="grid grid-cols-1 gap-3">
        <Row name={t('account')} value={formatNrb(nrb)} copy={copy(nrb, t('account'))} />
        <Row name={t('transferTitle')} value={title} copy={copy(title, t('transferTitle'))} />
        <Row
          name={t('amount')}
          value={formatMoney(amount, locale)}
          copy={copy(toDecimal(amount).replace('.', ','), t('amount'))}
        />
        <Row name={t('recipient')} value={utility().name} />
      </dl>
    </div>
  );
}

function Row({ name, value, copy }: { name: string; value: string; copy?: ReactNode }) {
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2 border-t border-line pt-3 first:border-0 first:pt-0">
      <dt className="-mb-2 w-full text-small text-soft">{name}</dt>
      <dd className="min-w-0 grow basis-40 font-semibold">{value}</dd>
      {copy ? <dd>{copy}</dd> : null}
    </div>
  );
}
