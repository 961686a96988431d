import type { Metadata, Route } from 'next';
import { ButtonLink } from '@/components/ui/button';
import { PageTitle } from '@/components/ui/page-title';
import { PhoneLink } from '@/components/ui/phone-link';
import { getTranslations } from '@/lib/i18n/server';
import { canonicalRef } from '@/lib/kernel/refs';
import { currentUtility } from '@/lib/settings/queries';
import { utility } from '@/lib/utility';

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('readings.sent'))('title') };
}

/** The same for everybody who sent the public form: whether its numbers belong together is not said. */
export default async function ReadingSentPage({ searchParams }: Props) {
  const { ref, sure } = await searchParams;
  const t = await getTranslations('readings.sent');
  const shown = canonicalRef(typeof ref === 'string' ? ref : '');
  const certain = sure === 'yes';
  return (
    <div className="grid grid-cols-1 max-w-136 gap-6">
      <PageTitle>{t(certain ? 'titleSure' : 'title')}</PageTitle>
      <p>{t(certain ? 'textSure' : 'text')}</p>
      {/^[0-9A-Z]{10}$/.test(shown) ? (
        <p className="surface grid grid-cols-1 gap-1 rounded-lg bg-wash p-5">
          <span className="text-soft">{t('ref')}</span>
          <strong className="text-lead tracking-[0.08em]">{shown}</strong>
        </p>
      ) : null}
      <section aria-labelledby="next" className="grid grid-cols-1 gap-3">
        <h2 id="next">{t('nextTitle')}</h2>
        <p>{t('next', { days: (await currentUtility()).readingReviewDays })}</p>
        <p className="text-soft">
          {t.rich('call', { phone: () => <PhoneLink phone={utility().contact.phone} /> })}
        </p>
      </section>
      <div className="flex flex-wrap gap-3">
        <ButtonLink href={'/register' as Route} look="quiet">
          {t('register')}
        </ButtonLink>
      </div>
    </div>
  );
}
