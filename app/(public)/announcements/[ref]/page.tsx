import type { Metadata, Route } from 'next';
import { notFound } from 'next/navigation';
import { AnnouncementDetails } from '@/app/_announcements/details';
import { PageTitle } from '@/components/ui/page-title';
import { publicAnnouncement } from '@/lib/announcements/queries';
import { inLanguage } from '@/lib/announcements/text';
import { getLocale, getTranslations } from '@/lib/i18n/server';

type Props = { params: Promise<{ ref: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const found = await publicAnnouncement((await params).ref, new Date());
  const t = await getTranslations('announcements');
  return { title: found ? inLanguage(found.title, await getLocale()).text : t('gone') };
}

/** All that is known of one failure or planned work; for everybody. */
export default async function AnnouncementPage({ params }: Props) {
  const announcement = await publicAnnouncement((await params).ref, new Date());
  if (!announcement) notFound();
  const [t, locale] = [await getTranslations('announcements'), await getLocale()];
  const { text, lang } = inLanguage(announcement.title, locale);
  return (
    <div className="grid max-w-200 grid-cols-1 gap-6">
      <PageTitle back={{ href: '/announcements' as Route, label: t('back') }}>
        <span lang={lang}>{text}</span>
      </PageTitle>
      <AnnouncementDetails announcement={announcement} />
    </div>
  );
}
