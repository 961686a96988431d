import type { Metadata } from 'next';
import { ButtonLink } from '@/components/ui/button';
import { PageTitle } from '@/components/ui/page-title';
import { PhoneLink } from '@/components/ui/phone-link';
import { Prose, ProseSection, richText } from '@/components/ui/prose';
import { Steps } from '@/components/ui/steps';
import { getLocale, getTranslations } from '@/lib/i18n/server';
import { currentUtility } from '@/lib/settings/queries';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('leak'))('guide.title') };
}

/** How to find out in one night whether water is leaking, and where. */
export default async function LeakPage() {
  const t = await getTranslations('leak.guide');
  const locale = await getLocale();
  const { contact } = await currentUtility();
  return (
    <Prose>
      <div className="grid gap-3">
        <PageTitle>{t('title')}</PageTitle>
        <p>{t('lead')}</p>
      </div>
      <ProseSection id="night" title={t('night.title')}>
        <Steps
          steps={(['evening', 'write', 'sleep', 'morning'] as const).map(key =>
            t.rich(`night.${key}`, richText),
          )}
        />
      </ProseSection>
      <ProseSection id="moved" title={t('moved.title')}>
        {t.rich('moved.text', richText)}
      </ProseSection>
      <ProseSection id="still" title={t('still.title')}>
        {t.rich('still.text', richText)}
        <p>
          <ButtonLink href="/readings/new" look="quiet">
            {t('still.reading')}
          </ButtonLink>
        </p>
      </ProseSection>
      <section aria-labelledby="call" className="surface grid gap-2 rounded-lg bg-wash p-5 sm:p-7">
        <h2 id="call">{t('call.title')}</h2>
        <p>
          {t.rich('call.text', {
            hours: contact.emergencyHours[locale],
            phone: () => <PhoneLink phone={contact.emergencyPhone} />,
          })}
        </p>
      </section>
    </Prose>
  );
}
