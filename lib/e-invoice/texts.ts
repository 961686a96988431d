import 'server-only';
import { maskEmail } from '@/lib/accounts/rules';
import { translator } from '@/lib/i18n/translator';
import { dayOf, formatDay, formatTime } from '@/lib/kernel/dates';
import type { Locale } from '@/lib/kernel/money';
import { proofNumber, type NamedInvoice, type Proof, type ShownEntry } from './queries';
import type { Delivery, FirstAffected } from './rules';

/** What the pages, the mails and the PDF all say of a decision, in the reader's language. */

/** `do IBOK i na adres …`; null where nothing is delivered electronically */
export function whereText(
  { delivery, email }: { delivery: Delivery | null; email: string | null },
  locale: Locale,
): string | null {
  const t = translator(locale, 'eInvoice');
  return delivery && t(`where.${delivery}`, { email: email ?? '–' });
}

/** `FV/2026/11/000118 z 5 listopada 2026` */
export function firstText(first: FirstAffected<NamedInvoice>, locale: Locale): string {
  const t = translator(locale, 'eInvoice');
  if (first.kind === 'issued') {
    const { number, issuedOn } = first.invoice;
    return t('first.issued', { number, day: formatDay(issuedOn, locale) });
  }
  return first.kind === 'next' ? t('first.next', { day: formatDay(first.from, locale) }) : t('first.none');
}

/** An acceptance that says nothing of delivery is one of new terms. */
export const actionKey = ({ action, delivery }: Pick<ShownEntry, 'action' | 'delivery'>) =>
  action === 'accepted' && delivery === null ? 'terms' : action;

/** A proof, line by line. */
export function proofRows(
  { customer, entry }: Pick<Proof, 'customer' | 'entry'>,
  locale: Locale,
): { title: string; number: string; rows: [string, string | null][] } {
  const t = translator(locale, 'eInvoice');
  const by = entry.accountEmail
    ? t('proof.byAccount', { email: maskEmail(entry.accountEmail) })
    : t(entry.source === 'staff' ? 'proof.byStaff' : 'proof.byImport');
  return {
    title: t(`action.${actionKey(entry)}`),
    number: proofNumber(customer.customerNumber, entry.number),
    rows: [
      [t('proof.customer'), `${customer.name}, ${customer.customerNumber}`],
      [
        t(entry.source === 'staff' ? 'proof.received' : 'proof.effective'),
        formatDay(entry.effectiveOn, locale),
      ],
      [t('proof.delivery'), whereText(entry, locale)],
      [t('proof.firstAccepted'), firstText(entry.first, locale)],
      [t('proof.by'), by],
      [t('proof.channel'), t(`channel.${entry.channel}`)],
      [
        t('proof.recorded'),
        t('proof.recordedAt', {
          day: formatDay(dayOf(entry.recordedAt), locale),
          time: formatTime(entry.recordedAt),
        }),
      ],
      [t('proof.ip'), entry.source === 'portal' ? entry.ip : null],
      [t('proof.terms'), entry.termsVersion && t('on.termsVersion', { version: entry.termsVersion })],
      [t('proof.hash'), entry.textHash],
      [t('proof.scan'), entry.scanSha256],
    ],
  };
}
