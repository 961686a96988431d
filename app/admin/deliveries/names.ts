import type { Tone } from '@/components/ui/badge';
import { getLocale, getTranslations } from '@/lib/i18n/server';
import { dayOf, formatDayShort, formatTime } from '@/lib/kernel/dates';
import { formatMoney, grosze } from '@/lib/kernel/money';
import type { OutboxState } from '@/lib/delivery/queries';

export const STATE_TONES: Readonly<Record<OutboxState, Tone>> = {
  queued: 'plain',
  sending: 'plain',
  sent: 'good',
  delivered: 'good',
  temporarily_failed: 'warn',
  permanently_failed: 'bad',
  unknown: 'bad',
  suppressed: 'warn',
  cancelled: 'plain',
  expired: 'plain',
};

/** Words for kinds, reasons, instants and sums of the pages of deliveries; a code without words stands as it is. */
export async function deliveryNames() {
  const [t, locale] = [await getTranslations('office-deliveries'), await getLocale()];
  return {
    kind: (kind: string): string => {
      const key = `kinds.${kind}` as 'kinds.invoice_issued';
      return t.has(key) ? t(key) : kind;
    },
    reason: (reason: string): string => {
      const key = `reasons.${reason}` as 'reasons.bounced';
      return t.has(key) ? t(key) : reason;
    },
    at: (instant: Date): string => `${formatDayShort(dayOf(instant))}, ${formatTime(instant)}`,
    cost: (amount: number | null): string => (amount === null ? '' : formatMoney(grosze(amount), locale)),
  };
}
