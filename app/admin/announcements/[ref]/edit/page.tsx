import type { Metadata, Route } from 'next';
import { notFound } from 'next/navigation';
import { PageTitle } from '@/components/ui/page-title';
import { announcementForStaff } from '@/lib/announcements/queries';
import { requireStaff } from '@/lib/auth/guards';
import { getTranslations } from '@/lib/i18n/server';
import { AnnouncementForm } from '../../announcement-form';
import { valuesOf } from '../../sent-form';

type Props = { params: Promise<{ ref: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('announcements'))('staff.editTitle') };
}

/** A draft to go on with; what is published is only added to. */
export default async function EditAnnouncementPage({ params }: Props) {
  const actor = await requireStaff('announcements.write');
  const { ref } = await params;
  const found = await announcementForStaff(actor, ref, new Date());
  if (found?.phase !== 'draft') notFound();
  const t = await getTranslations('announcements');
  return (
    <div className="grid grid-cols-1 gap-6">
      <PageTitle back={{ href: `/admin/announcements/${ref}` as Route, label: found.title.pl }}>
        {t('staff.editTitle')}
      </PageTitle>
      <AnnouncementForm values={valuesOf(found)} />
    </div>
  );
}
