import type { Metadata, Route } from 'next';
import { PageTitle } from '@/components/ui/page-title';
import { requireStaff } from '@/lib/auth/guards';
import { getTranslations } from '@/lib/i18n/server';
import { AnnouncementForm } from '../announcement-form';
import { typedMoment } from '../sent-form';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('announcements'))('staff.newTitle') };
}

export default async function NewAnnouncementPage() {
  await requireStaff('announcements.write');
  const t = await getTranslations('announcements');
  return (
    <div className="grid grid-cols-1 gap-6">
      <PageTitle back={{ href: '/admin/announcements' as Route, label: t('staff.backList') }}>
        {t('staff.newTitle')}
      </PageTitle>
      <AnnouncementForm values={{ startsAt: typedMoment(new Date()) }} />
    </div>
  );
}
