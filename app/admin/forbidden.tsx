import type { Metadata, Route } from 'next';
import { ButtonLink } from '@/components/ui/button';
import { PageTitle } from '@/components/ui/page-title';
import { getTranslations } from '@/lib/i18n/server';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('admin'))('forbidden.title') };
}

/** For somebody of staff whose role has not the permission of a page (403). */
export default async function Forbidden() {
  const t = await getTranslations('admin');
  return (
    <div className="grid max-w-prose justify-items-start gap-6">
      <PageTitle>{t('forbidden.title')}</PageTitle>
      <p>{t('forbidden.text')}</p>
      <ButtonLink href={'/admin' as Route}>{t('forbidden.link')}</ButtonLink>
    </div>
  );
}
