import type { Route } from 'next';
import Link from '@/components/ui/link';
import { Notice } from '@/components/ui/notice';
import { inLanguage, momentLine } from '@/lib/announcements/text';
import type { OwnAnnouncement } from '@/lib/customers/queries';
import { getTranslations } from '@/lib/i18n/server';
import type { Locale } from '@/lib/kernel/money';

/** A failure or planned work at the customer's own address, and the way to all that is known of it. */
export async function AnnouncementNotice({
  announcement,
  locale,
}: {
  announcement: OwnAnnouncement;
  locale: Locale;
}) {
  const t = await getTranslations('announcements');
  const { ref, kind, title, startsAt, endsAt, running } = announcement;
  const { text, lang } = inLanguage(title, locale);
  const ends = endsAt === null ? t('endUnknown') : momentLine(endsAt, locale);
  return (
    <Notice tone={kind === 'failure' ? 'bad' : 'info'}>
      <h2 className="text-body font-bold">{t(`banner.${kind}`)}</h2>
      <p lang={lang}>{text}</p>
      <p>
        {running
          ? t('banner.ends', { ends })
          : t('banner.starts', { starts: momentLine(startsAt, locale), ends })}
      </p>
      <p>
        <Link
          href={`/announcements/${ref}` as Route}
          className="inline-flex min-h-11 items-center underline underline-offset-4"
        >
          {t('banner.more')}
        </Link>
      </p>
    </Notice>
  );
}
