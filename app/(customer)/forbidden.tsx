import type { Route } from 'next';
import { ButtonLink } from '@/components/ui/button';
import { PageTitle } from '@/components/ui/page-title';
import { currentActor } from '@/lib/auth/guards';
import { getTranslations } from '@/lib/i18n/server';
import { sharerOf } from '@/lib/sharing/queries';

/** For a page that the shared access does not open: says what it opens instead, and who can change that. */
export default async function Forbidden() {
  const t = await getTranslations('sharing.forbidden');
  const actor = await currentActor();
  if (actor?.kind !== 'customer') return null;
  const { current } = actor;
  const email = await sharerOf(actor);
  return (
    <div className="grid max-w-prose justify-items-start gap-6">
      <PageTitle note={current.nickname ?? current.name}>{t('title')}</PageTitle>
      <p>{t(`scope.${current.scope}`)}</p>
      {email ? <p className="wrap-anywhere">{t('ask', { email })}</p> : <p>{t('askUtility')}</p>}
      <ButtonLink href={'/dashboard' as Route}>{t('link')}</ButtonLink>
    </div>
  );
}
