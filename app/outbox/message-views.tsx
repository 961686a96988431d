import type { ReactNode } from 'react';
import { getTranslations } from '@/lib/i18n/server';
import type { Locale } from '@/lib/kernel/money';

/** A mail as a mailbox shows it, and its plain text. */
export async function MailView({
  subject,
  src,
  text,
  locale,
}: {
  /** where the page's title does not say it already */
  subject?: string;
  /** of its HTML; absent: it has none */
  src?: string;
  text: ReactNode;
  locale: Locale;
}) {
  const t = await getTranslations('outbox');
  return (
    <>
      {subject ? (
        <section aria-labelledby="subject" className="grid gap-1">
          <h2 id="subject">{t('subject')}</h2>
          <p lang={locale}>{subject}</p>
        </section>
      ) : null}
      {src ? (
        <iframe
          title={t('asSeen')}
          src={src}
          sandbox="allow-top-navigation-by-user-activation"
          className="h-176 w-full rounded-lg border border-line bg-sheet"
        />
      ) : null}
      <section aria-labelledby="plain" className="grid gap-3">
        <h2 id="plain">{t('plain')}</h2>
        <p
          lang={locale}
          className="min-w-0 whitespace-pre-wrap break-words rounded-lg border border-line bg-sheet p-5"
        >
          {text}
        </p>
      </section>
    </>
  );
}

/** An SMS as a telephone shows it, with what it costs. */
export async function SmsView({
  text,
  letters,
  segments,
  locale,
}: {
  text: string;
  letters: number;
  segments: number;
  locale: Locale;
}) {
  const t = await getTranslations('outbox');
  return (
    <section aria-labelledby="sms" className="grid justify-items-start gap-3">
      <h2 id="sms">{t('sms')}</h2>
      <p lang={locale} className="max-w-sm min-w-0 break-words rounded-lg rounded-bl-none bg-wash px-5 py-4">
        {text}
      </p>
      <p className="text-small text-soft">{t('segments', { letters, segments })}</p>
    </section>
  );
}
