import type { Metadata, Route } from 'next';
import Link from '@/components/ui/link';
import { getTranslations } from '@/lib/i18n/server';
import { PageTitle } from '@/components/ui/page-title';
import { requireStaff } from '@/lib/auth/guards';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('admin'))('title') };
}

export default async function AdminPage() {
  const actor = await requireStaff('office.see');
  const t = await getTranslations('admin');
  return (
    <div className="grid max-w-prose grid-cols-1 gap-4">
      <PageTitle>{t('title')}</PageTitle>
      <p>
        {t('signedIn', { email: actor.email })} {t('role', { role: t(`roles.${actor.role}`) })}
      </p>
      <p>
        <Link
          href={'/admin/announcements' as Route}
          className="inline-flex min-h-11 items-center underline underline-offset-4"
        >
          {(await getTranslations('announcements'))('staff.link')}
        </Link>
      </p>
      <p className="text-soft">{t('soon')}</p>
    </div>
  );
}
