import type { Metadata, Route } from 'next';
import { getLocale, getTranslations } from '@/lib/i18n/server';
import { setLocaleAction, signOutAction } from '@/app/(public)/login/actions';
import { Button, ButtonLink } from '@/components/ui/button';
import { DefinitionList } from '@/components/ui/definition-list';
import { Notice } from '@/components/ui/notice';
import { PageTitle } from '@/components/ui/page-title';
import { Sheet } from '@/components/ui/sheet';
import { deviceName } from '@/lib/accounts/rules';
import { earlierSignIns } from '@/lib/accounts/queries';
import { openSessions } from '@/lib/accounts/open-sessions/queries';
import { requireCustomer } from '@/lib/auth/guards';
import { dayOf, formatDay, formatTime } from '@/lib/kernel/dates';
import { formatPhone } from '@/lib/kernel/phone';
import { reachOf } from '@/lib/notifications/phone/queries';
import { CustomersSheet } from './customers-sheet';
import { SessionsSheet } from './sessions';
import { SecondFactorSheet } from './second-factor-sheet';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('account'))('title') };
}

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

/** What was just done, as the address says it. */
const DONE = ['password', 'email', 'phoneRemoved', 'sessions'] as const;

export default async function AccountPage({ searchParams }: Props) {
  const actor = await requireCustomer('see');
  const sharing = await getTranslations('sharing.account');
  const t = await getTranslations('account');
  const locale = await getLocale();
  const now = new Date();
  const signIns = await earlierSignIns(actor);
  const sessions = await openSessions(actor, now);
  const { phone } = await reachOf(actor);
  const { changed, named } = await searchParams;
  const done = DONE.find(one => one === changed);
  return (
    <div className="grid max-w-200 grid-cols-1 gap-6">
      <PageTitle>{t('title')}</PageTitle>
      {done ? (
        <Notice tone="good" role="status">
          <p>{t(`done.${done}`)}</p>
        </Notice>
      ) : null}
      <Sheet title={t('data.title')} id="data">
        <DefinitionList
          rows={[
            [t('data.email'), actor.email],
            [t('data.phone'), phone ? formatPhone(phone) : t('data.noPhone')],
            [t('data.language'), t(`language.${locale}`)],
          ]}
        />
        <div className="flex flex-wrap gap-3">
          {actor.current.owner ? (
            <ButtonLink href={'/account/data' as Route} look="quiet">
              {t('data.all')}
            </ButtonLink>
          ) : null}
          <ButtonLink href={'/account/email' as Route} look="quiet">
            {t('data.changeEmail')}
          </ButtonLink>
          <ButtonLink href={'/account/phone' as Route} look="quiet">
            {t(phone ? 'data.changePhone' : 'data.addPhone')}
          </ButtonLink>
          <ButtonLink href={'/password/change' as Route} look="quiet">
            {t('data.changePassword')}
          </ButtonLink>
          <form action={setLocaleAction}>
            <input type="hidden" name="locale" value={locale === 'pl' ? 'en' : 'pl'} />
            <input type="hidden" name="next" value="/account" />
            <Button look="quiet">{t('language.switch')}</Button>
          </form>
        </div>
      </Sheet>
      <Sheet title={t('notifications.title')} id="notifications">
        <p>{t('notifications.text')}</p>
        <p>
          <ButtonLink href={'/notifications' as Route} look="quiet">
            {t('notifications.link')}
          </ButtonLink>
        </p>
      </Sheet>
      {actor.current.owner ? (
        <Sheet title={sharing('title')} id="sharing">
          <p>{sharing('text')}</p>
          <p>
            <ButtonLink href={'/account/sharing' as Route} look="quiet">
              {sharing('link')}
            </ButtonLink>
          </p>
        </Sheet>
      ) : null}
      <CustomersSheet actor={actor} named={named} />
      <SessionsSheet sessions={sessions} locale={locale} />
      <SecondFactorSheet actor={actor} />
      <Sheet title={t('signIns.title')} id="sign-ins">
        {signIns.length === 0 ? (
          <p>{t('signIns.none')}</p>
        ) : (
          <ul className="grid gap-2">
            {signIns.map(({ at, userAgent }) => (
              <li key={at.toISOString()}>
                {formatDay(dayOf(at), locale)}, {formatTime(at)}
                <span className="text-soft"> · {deviceName(userAgent) ?? t('signIns.unknownDevice')}</span>
              </li>
            ))}
          </ul>
        )}
        <p>
          <ButtonLink href={'/account/sign-ins' as Route} look="quiet">
            {t('signIns.all')}
          </ButtonLink>
        </p>
        <p className="text-small text-soft">{t('signIns.note')}</p>
      </Sheet>
      <div className="flex flex-wrap gap-3">
        <form action={signOutAction}>
          <Button look="quiet">{t('signOut')}</Button>
        </form>
        <ButtonLink href={'/account/export' as Route} look="quiet">
          {t('export')}
        </ButtonLink>
        <ButtonLink href={'/account/close' as Route} look="quiet">
          {t('close')}
        </ButtonLink>
      </div>
    </div>
  );
}
