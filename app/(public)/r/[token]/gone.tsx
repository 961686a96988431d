import type { Route } from 'next';
import { ButtonLink } from '@/components/ui/button';
import { PageTitle } from '@/components/ui/page-title';
import { getTranslations } from '@/lib/i18n/server';

/** A link that was used, has run out or never was. */
export async function LinkGone() {
  const t = await getTranslations('readings.link.gone');
  return (
    <div className="grid grid-cols-1 max-w-136 justify-items-start gap-6">
      <PageTitle>{t('title')}</PageTitle>
      <p>{t('text')}</p>
      <div className="flex flex-wrap gap-3">
        <ButtonLink href={'/readings/new' as Route}>{t('signIn')}</ButtonLink>
        <ButtonLink href={'/readings/public' as Route} look="quiet">
          {t('public')}
        </ButtonLink>
      </div>
    </div>
  );
}
