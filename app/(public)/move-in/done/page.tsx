import type { Metadata, Route } from 'next';
import { ButtonLink } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import { PageTitle } from '@/components/ui/page-title';
import { getTranslations } from '@/lib/i18n/server';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('moveOut'))('done.title'), robots: { index: false } };
}

/** After the answer: the same for everybody, because the link is used up. */
export default async function MoveInDonePage() {
  const t = await getTranslations('moveOut.done');
  return (
    <div className="grid max-w-136 grid-cols-1 justify-items-start gap-6">
      <PageTitle>{t('title')}</PageTitle>
      <Notice tone="good">
        <p>{t('text')}</p>
        <p>{t('contract')}</p>
      </Notice>
      <ButtonLink href={'/forms#contract-application' as Route}>{t('form')}</ButtonLink>
    </div>
  );
}
