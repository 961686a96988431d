import type { Metadata } from 'next';
import { getTranslations } from '@/lib/i18n/server';
import { ButtonLink } from '@/components/ui/button';
import { PageTitle } from '@/components/ui/page-title';
import { Frame } from './frame';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('layout'))('notFound.title') };
}

/** For an address that leads nowhere, and alike for what belongs to somebody else. */
export default async function NotFound() {
  const t = await getTranslations('layout.notFound');
  return (
    <Frame>
      <div className="grid max-w-prose justify-items-start gap-6">
        <PageTitle>{t('title')}</PageTitle>
        <p>{t('text')}</p>
        <ButtonLink href="/">{t('link')}</ButtonLink>
      </div>
    </Frame>
  );
}
