import 'server-only';
import { env } from '@/lib/env';
import { translator } from '@/lib/i18n/translator';
import { smsSegments, toGsm7 } from '@/lib/kernel/gsm7';
import type { Locale } from '@/lib/kernel/money';
import { utility } from '@/lib/utility';
import type { ScannedKind } from './subjects/subject';

/** From the fullest to what has to be said. */
const LENGTHS = ['full', 'short', 'least'] as const;

/**
 * The text of an SMS in one segment: the fullest of its three versions that fits. A number is never cut: where
 * it has no room it is left out, and the amount and the day remain.
 * @param values as the kind's texts name them, formatted for the language
 */
export function smsText(kind: ScannedKind, values: Readonly<Record<string, string>>, locale: Locale): string {
  const t = translator(locale, 'notifications');
  const { shortName, contact } = utility();
  const all = { ...values, utility: shortName, phone: contact.phone, url: env().APP_URL };
  let text = '';
  for (const length of LENGTHS) {
    text = toGsm7(t(`sms.${kind}.${length}`, all));
    if (smsSegments(text) === 1) break;
  }
  return text;
}
