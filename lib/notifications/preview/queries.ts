import 'server-only';
import { mails, type MailKind } from '@/emails/index';
import { renderMail, type RenderedMail } from '@/lib/delivery/render';
import { env } from '@/lib/env';
import { gsm7Length, smsSegments } from '@/lib/kernel/gsm7';
import type { Locale } from '@/lib/kernel/money';
import { phoneCodeText } from '../phone/commands';
import { smsText } from '../sms-text';
import type { ScannedKind } from '../subjects/subject';

/** Every text with made-up values, to look at: never where real people are written to. */
export const previewIsOpen = (): boolean => env().APP_ENV !== 'live';

/** Values of the SMS that differ from those of the mail: days are shorter. */
const SMS_SAMPLES: Readonly<Record<ScannedKind, Readonly<Record<string, string>>>> = {
  invoice_issued: { due: '06.12.2026' },
  payment_due: { due: '30.11.2026', asOf: '27.11.2026' },
  contract_expiry: { ends: '31.12.2026' },
  legalisation_expiry: { validUntil: '31.12.2026' },
  reading_due: { until: '05.12.2026' },
  service_announcement: {
    variant: 'failure',
    place: 'ul. Młyńska 1–35 (numery nieparzyste), Międzyrzecz',
    starts: '22.11.2026 07:40',
    ends: '22.11.2026 18:00',
  },
};

const isMail = (kind: string): kind is MailKind => Object.hasOwn(mails, kind);
const hasSms = (kind: string): kind is ScannedKind => Object.hasOwn(SMS_SAMPLES, kind);
/** By SMS alone. */
const PHONE_CODE = 'phone_code';

/** Every kind of message, with the channels that have a text. */
export const previewKinds = (): { kind: string; email: boolean; sms: boolean }[] => [
  ...Object.keys(mails).map(kind => ({ kind, email: true, sms: hasSms(kind) })),
  { kind: PHONE_CODE, email: false, sms: true },
];

export interface Preview {
  readonly mail: RenderedMail | null;
  /** with its length in letters of the alphabet of SMS and what it costs */
  readonly sms: { readonly text: string; readonly letters: number; readonly segments: number } | null;
}

/** One kind with its sample values; null when there is none of that name. */
export async function previewOf(kind: string, locale: Locale): Promise<Preview | null> {
  if (kind === PHONE_CODE) return { mail: null, sms: counted(phoneCodeText('012345', locale)) };
  if (!isMail(kind)) return null;
  const { sample } = mails[kind];
  const mail = await renderMail(kind, sample as never, locale);
  const sms = hasSms(kind)
    ? counted(smsText(kind, { ...(sample as Record<string, string>), ...SMS_SAMPLES[kind] }, locale))
    : null;
  return { mail, sms };
}

const counted = (text: string) => ({
  text,
  letters: gsm7Length(text) ?? text.length,
  segments: smsSegments(text),
});
