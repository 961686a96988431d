import type { Metadata, Route } from 'next';
import { AppForm } from '@/app/_forms/app-form';
import { getLocale, getTranslations } from '@/lib/i18n/server';
import { redirect } from 'next/navigation';
import { signOutAction } from '@/app/(public)/login/actions';
import { Button, ButtonLink } from '@/components/ui/button';
import { DefinitionList } from '@/components/ui/definition-list';
import { Checkbox } from '@/components/ui/fields';
import { SubmitButton } from '@/components/ui/form';
import { PageTitle } from '@/components/ui/page-title';
import { PhoneLink } from '@/components/ui/phone-link';
import { Sheet } from '@/components/ui/sheet';
import { requireObliged, startOf } from '@/lib/auth/guards';
import { pathAfterSignIn } from '@/lib/auth/local-path';
import { dayOf, formatDay } from '@/lib/kernel/dates';
import { currentTerms, lastAccepted } from '@/lib/terms/queries';
import { utility } from '@/lib/utility';
import { acceptTermsAction } from './actions';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('terms.accept'))('title') };
}

type Props = { searchParams: Promise<{ next?: string | string[] }> };

/** All that opens for a customer while the terms in force are not accepted; declining is signing out. */
export default async function AcceptTermsPage({ searchParams }: Props) {
  const next = [(await searchParams).next].flat()[0];
  const session = await requireObliged('terms', next);
  if (!session.obligations.includes('terms')) redirect(pathAfterSignIn(next, startOf(session)));

  const t = await getTranslations('terms.accept');
  const locale = await getLocale();
  const terms = await currentTerms('portal', dayOf(new Date()));
  const before = await lastAccepted('portal', session);
  const since = formatDay(terms.effectiveFrom, locale);
  return (
    <div className="grid max-w-136 grid-cols-1 gap-6">
      <PageTitle>{t(before ? 'titleNew' : 'title')}</PageTitle>
      <p>{before ? t('changed', { day: since }) : t('first')}</p>
      <Sheet>
        <DefinitionList
          rows={[
            [t('document'), t('documentName')],
            [t('version'), terms.version],
            [t('since'), since],
            [
              t('before'),
              before &&
                t('beforeText', {
                  version: before.version,
                  day: formatDay(dayOf(before.acceptedAt), locale),
                }),
            ],
          ]}
        />
        <p>
          <ButtonLink href={'/terms' as Route} look="quiet">
            {t('read')}
          </ButtonLink>
        </p>
      </Sheet>
      <AppForm action={acceptTermsAction} name="terms">
        <input type="hidden" name="next" value={next ?? ''} />
        <input type="hidden" name="termsVersion" value={terms.version} />
        <Checkbox name="acceptTerms" label={t('label', { version: terms.version })} hint={t('hint')} />
        <SubmitButton wide>{t('submit')}</SubmitButton>
      </AppForm>
      <section aria-labelledby="decline" className="grid justify-items-start gap-4 border-t border-line pt-6">
        <h2 id="decline">{t('declineTitle')}</h2>
        <p className="text-soft">
          {t.rich('declineText', { phone: () => <PhoneLink phone={utility().contact.phone} /> })}
        </p>
        <form action={signOutAction}>
          <Button look="quiet">{t('decline')}</Button>
        </form>
      </section>
    </div>
  );
}
