import type { Metadata, Route } from 'next';
import { TextLink } from '@/components/ui/link';
import { PageTitle } from '@/components/ui/page-title';
import { requireStaff } from '@/lib/auth/guards';
import { getTranslations } from '@/lib/i18n/server';
import { previewKinds } from '@/lib/notifications/preview/queries';
import { deliveryNames } from '../names';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('office-deliveries.preview'))('title') };
}

/** Every kind of message that the portal writes. */
export default async function StaffPreviewsPage() {
  await requireStaff('deliveries.see');
  const [t, names] = [await getTranslations('office-deliveries'), await deliveryNames()];
  return (
    <div className="grid max-w-200 grid-cols-1 gap-6">
      <PageTitle back={{ href: '/admin/deliveries' as Route, label: t('back') }} note={t('preview.note')}>
        {t('preview.title')}
      </PageTitle>
      <ul className="grid grid-cols-1">
        {previewKinds().map(({ kind, email, sms }) => (
          <li
            key={kind}
            className="flex flex-wrap items-center justify-between gap-x-6 border-t border-line py-1 last:border-b"
          >
            <TextLink href={`/admin/deliveries/preview/${kind}`}>{names.kind(kind)}</TextLink>
            <span className="text-small text-soft">
              {[email ? t('channel.email') : '', sms ? t('channel.sms') : ''].filter(Boolean).join(', ')}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}
