import type { Metadata, Route } from 'next';
import { notFound } from 'next/navigation';
import Link from '@/components/ui/link';
import { PageTitle } from '@/components/ui/page-title';
import { getTranslations } from '@/lib/i18n/server';
import { previewIsOpen, previewKinds } from '@/lib/notifications/preview/queries';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('outbox'))('preview.title') };
}

/** Every kind of message that the portal writes. */
export default async function PreviewsPage() {
  if (!previewIsOpen()) notFound();
  const t = await getTranslations('outbox');
  return (
    <div className="grid max-w-200 grid-cols-1 gap-6">
      <PageTitle back={{ href: '/outbox' as Route, label: t('back') }} note={t('preview.note')}>
        {t('preview.title')}
      </PageTitle>
      <ul className="grid">
        {previewKinds().map(({ kind, email, sms }) => (
          <li key={kind} className="border-t border-line last:border-b">
            <Link
              href={`/outbox/preview/${kind}` as Route}
              className="flex min-h-12 flex-wrap items-center justify-between gap-x-6 py-3 no-underline hover:bg-wash sm:px-3"
            >
              <code className="min-w-0 wrap-anywhere text-accent underline underline-offset-4">{kind}</code>
              <span className="text-small text-soft">
                {[email ? t('email') : '', sms ? t('sms') : ''].filter(Boolean).join(', ')}
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </div>
  );
}
