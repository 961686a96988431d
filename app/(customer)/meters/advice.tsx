import { getTranslations } from '@/lib/i18n/server';
import { Notice } from '@/components/ui/notice';
import { PhoneLink } from '@/components/ui/phone-link';
import { richText } from '@/components/ui/prose';
import { NOTICE_DAYS } from '@/lib/customers/rules';
import { formatDay } from '@/lib/kernel/dates';
import type { Locale } from '@/lib/kernel/money';
import type { Legalisation, MeterRole } from '@/lib/meters/rules';
import { utility } from '@/lib/utility';

/**
 * What the legalisation's state means and what to do. The main meter is the utility's duty: nothing. The
 * additional one is the customer's; when it has expired its water is no longer deducted from sewage (DOMAIN).
 * @param sewage whether sewage is charged at all
 */
export async function LegalisationAdvice({
  role,
  legalisation: { state, validUntil },
  sewage,
  locale,
}: {
  role: MeterRole;
  legalisation: Legalisation;
  sewage: boolean;
  locale: Locale;
}) {
  const t = await getTranslations('meters.advice');
  if (role === 'main') return <p className="text-soft">{t(`main.${state}`)}</p>;
  const kind = sewage ? 'additional' : 'noSewage';
  if (state === 'valid') return <p className="text-soft">{t(`${kind}.valid`, { notice: NOTICE_DAYS })}</p>;

  const day = validUntil === null ? '' : formatDay(validUntil, locale);
  const phone = () => <PhoneLink phone={utility().contact.phone} />;
  return (
    <Notice tone={state === 'expired' ? 'bad' : 'warn'}>
      <p className="font-semibold">{t(`${kind}.${state}`, { day })}</p>
      <p>{t(`${kind}.${state}Text`, { day })}</p>
      {state === 'unknown' ? (
        <p>{t.rich('call', { phone })}</p>
      ) : (
        t.rich('steps', { ol: richText.ol, li: richText.li, phone })
      )}
      {sewage && state !== 'unknown' ? <p>{t(state === 'expired' ? 'again' : 'goesOn')}</p> : null}
    </Notice>
  );
}
