import type { useTranslations } from 'next-intl';
import { formatMoney, grosze, type Grosze, type Locale } from '@/lib/kernel/money';

type Translate = ReturnType<typeof useTranslations<'settlements'>>;

/** `Do zapłaty 123,45 zł`, `Nadpłata 5,00 zł` or `0,00 zł`: never a bare sign (DOMAIN). @param owed below 0: overpaid */
export function balanceText(owed: Grosze, t: Translate, locale: Locale): string {
  const amount = formatMoney(grosze(Math.abs(owed)), locale);
  return owed > 0 ? t('balance.due', { amount }) : owed < 0 ? t('balance.overpaid', { amount }) : amount;
}
