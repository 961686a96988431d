import { getLocale, getTranslations } from '@/lib/i18n/server';
import type { ReactNode } from 'react';
import { CopyButton } from '@/components/ui/copy-button';
import { Notice } from '@/components/ui/notice';
import { PhoneLink } from '@/components/ui/phone-link';
import { QrCode } from '@/components/ui/qr-code';
import { dayOf, formatDay } from '@/lib/kernel/dates';
import { formatNrb } from '@/lib/kernel/identifiers';
import { formatMoney, toDecimal, type Grosze } from '@/lib/kernel/money';
import { transferCodeIfAny, type TransferTitle } from '@/lib/payments/rules';
import { utility } from '@/lib/utility';

/**
 * Account, title and amount of a transfer, each to be copied: a phone cannot scan its own screen (UX). Then the
 * transfer code for whoever has the page on another screen. None while a changed account is unconfirmed: a code is
 * scanned without reading, and the warning beside it would go unread with it; the numbers stay, because the
 * change may well be right and the office can say so.
 */
export async function TransferDetails({
  account,
  changedAt,
  title,
  amount,
  apart = false,
}: {
  /** null: the utility's own account */
  account: string | null;
  /** the account was changed then and nobody has confirmed it (the classic fraud) */
  changedAt: Date | null;
  title: TransferTitle;
  amount: Grosze;
  /** it asks for several documents that cannot be paid by one code */
  apart?: boolean;
}) {
  const [t, locale] = [await getTranslations('invoices.pay'), await getLocale()];
  const { bank, name, nip, transferName, contact } = utility();
  const nrb = account ?? bank.account;
  const code =
    changedAt || apart
      ? null
      : transferCodeIfAny({ nip, account: nrb, amount, recipient: transferName, title: title.inCode });
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
              phone: () => <PhoneLink phone={contact.phone} />,
            })}
          </p>
        </Notice>
      ) : null}
      <dl className="grid grid-cols-1 gap-3">
        <Row name={t('account')} value={formatNrb(nrb)} copy={copy(nrb, t('account'))} />
        <Row name={t('transferTitle')} value={title.text} copy={copy(title.text, t('transferTitle'))} />
        <Row
          name={t('amount')}
          value={formatMoney(amount, locale)}
          copy={copy(toDecimal(amount).replace('.', ','), t('amount'))}
        />
        <Row name={t('recipient')} value={name} />
      </dl>
      {code ? (
        <figure className="grid justify-items-start gap-3 border-t border-line pt-4 sm:grid-cols-[auto_minmax(0,1fr)] sm:items-center sm:gap-6">
          <QrCode text={code} label={t('codeLabel', { amount: formatMoney(amount, locale) })} />
          <figcaption className="grid gap-1">
            <strong>{t('codeTitle')}</strong>
            <span className="text-small text-soft">{t('codeText')}</span>
          </figcaption>
        </figure>
      ) : null}
      {apart ? <p className="border-t border-line pt-4 text-small text-soft">{t('apart')}</p> : null}
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
