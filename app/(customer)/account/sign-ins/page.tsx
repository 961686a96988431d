import type { Metadata, Route } from 'next';
import { Badge } from '@/components/ui/badge';
import { ButtonLink } from '@/components/ui/button';
import { PageTitle } from '@/components/ui/page-title';
import { Sheet } from '@/components/ui/sheet';
import { HISTORY_DAYS, signInHistory } from '@/lib/accounts/sign-ins/queries';
import { requireCustomer } from '@/lib/auth/guards';
import { getLocale, getTranslations } from '@/lib/i18n/server';
import { dayOf, formatDay, formatTime } from '@/lib/kernel/dates';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('ownData.signIns'))('title') };
}

const TONES = { signed_in: 'good', failed: 'warn', code_failed: 'warn' } as const;

/** Every sign-in and every try of the last 90 days. */
export default async function SignInsPage() {
  const actor = await requireCustomer('see');
  const t = await getTranslations('ownData.signIns');
  const locale = await getLocale();
  const history = await signInHistory(actor, new Date());
  return (
    <div className="grid max-w-200 grid-cols-1 gap-6">
      <PageTitle back={{ href: '/account' as Route, label: t('back') }}>{t('title')}</PageTitle>
      <p>{t('lead', { days: HISTORY_DAYS })}</p>
      <Sheet>
        <ul className="grid">
          {history.map(({ at, outcome, device, network, isThis }, index) => (
            <li
              key={index}
              className="grid gap-x-6 border-b border-line py-3 first:pt-0 last:border-0 last:pb-0 sm:grid-cols-[minmax(0,1fr)_auto]"
            >
              <p>
                {formatDay(dayOf(at), locale)}, {formatTime(at)}
                <span className="block text-small break-words text-soft">
                  {device ?? t('unknownDevice')}
                  {network ? ` · ${t('network', { network })}` : null}
                </span>
              </p>
              <p>
                <Badge tone={TONES[outcome]}>{isThis ? t('this') : t(`outcome.${outcome}`)}</Badge>
              </p>
            </li>
          ))}
        </ul>
      </Sheet>
      <p>{t('advice')}</p>
      <div className="flex flex-wrap gap-3">
        <ButtonLink href={'/password/change' as Route}>{t('changePassword')}</ButtonLink>
        <ButtonLink href={'/account#sessions' as Route} look="quiet">
          {t('sessions')}
        </ButtonLink>
      </div>
    </div>
  );
}
