import type { Metadata, Route } from 'next';
import { Button } from '@/components/ui/button';
import { Disclosure } from '@/components/ui/disclosure';
import { RadioGroup, TextField } from '@/components/ui/fields';
import { SubmitButton } from '@/components/ui/form';
import { Notice } from '@/components/ui/notice';
import { PageTitle } from '@/components/ui/page-title';
import { Sheet } from '@/components/ui/sheet';
import { requireCustomer } from '@/lib/auth/guards';
import { SCOPES } from '@/lib/auth/scopes';
import { getLocale, getTranslations } from '@/lib/i18n/server';
import { dayOf, formatDay, formatTime } from '@/lib/kernel/dates';
import type { Locale } from '@/lib/kernel/money';
import { deedsOfShared, sharedWith, type Deed, type SharedWith } from '@/lib/sharing/queries';
import { INVITATION_DAYS } from '@/lib/sharing/rules';
import { KeptForm } from '../../kept-form';
import { changeShareAction, inviteAction, revokeShareAction } from './actions';

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('sharing'))('title') };
}

const DONE = ['invited', 'changed', 'revoked'] as const;

/** Who else looks after the customer, until when and with what; for its owners alone. */
export default async function SharingPage({ searchParams }: Props) {
  const actor = await requireCustomer('owner');
  const { done } = await searchParams;
  const shares = await sharedWith(actor, new Date());
  const deeds = await deedsOfShared(actor);
  const [t, locale] = [await getTranslations('sharing'), await getLocale()];
  const said = DONE.find(each => each === done);
  return (
    <div className="grid max-w-[44rem] grid-cols-1 gap-7">
      <PageTitle
        back={{ href: '/account' as Route, label: t('back') }}
        note={actor.current.nickname ?? actor.current.name}
      >
        {t('title')}
      </PageTitle>
      {said ? (
        <Notice tone="good" role="status">
          <p>{t(`done.${said}`)}</p>
        </Notice>
      ) : null}
      <p>{t('lead')}</p>
      <Sheet title={t('list.title')} id="shared">
        {shares.length === 0 ? (
          <p>{t('list.none')}</p>
        ) : (
          <ul className="grid grid-cols-1 border-t border-line">
            {shares.map(share => (
              <li key={`${share.ref} ${share.scope} ${share.endsOn}`}>
                <Share share={share} locale={locale} />
              </li>
            ))}
          </ul>
        )}
      </Sheet>
      <Sheet title={t('invite.title')} id="invite">
        <KeptForm action={inviteAction} name="invite" initial={{ scope: 'see' }}>
          <TextField
            name="email"
            label={t('invite.email')}
            type="email"
            inputMode="email"
            autoComplete="off"
            autoCapitalize="none"
          />
          <ShareFields />
          <p className="text-small text-soft">{t('invite.note', { days: INVITATION_DAYS })}</p>
          <SubmitButton>{t('invite.submit')}</SubmitButton>
        </KeptForm>
      </Sheet>
      <Deeds deeds={deeds} locale={locale} />
    </div>
  );
}

/** What somebody may do, and until when. */
async function ShareFields() {
  const t = await getTranslations('sharing');
  return (
    <>
      <RadioGroup
        name="scope"
        legend={t('scope.legend')}
        options={SCOPES.map(value => ({
          value,
          label: (
            <>
              {t(`scope.${value}`)}
              <span className="block text-small text-soft">{t(`scope.about.${value}`)}</span>
            </>
          ),
        }))}
      />
      <TextField name="endsOn" label={t('until')} hint={t('untilHint')} type="date" />
    </>
  );
}

/** One person: what they may do, when they were last here, another scope, the end. */
async function Share({ share, locale }: { share: SharedWith; locale: Locale }) {
  const t = await getTranslations('sharing');
  const { ref, email, scope, endsOn, accepted, lastSeenAt } = share;
  const about = [
    t(`scope.${scope}`),
    endsOn ? t('list.until', { day: formatDay(endsOn, locale) }) : t('list.open'),
    accepted
      ? lastSeenAt
        ? t('list.seen', { day: formatDay(dayOf(new Date(lastSeenAt)), locale) })
        : t('list.unseen')
      : t('list.waiting'),
  ];
  return (
    <Disclosure
      title={
        <>
          <span className="wrap-anywhere">{email}</span>
          <span className="block text-small font-normal text-soft">{about.join(' · ')}</span>
        </>
      }
    >
      <KeptForm action={changeShareAction} name={`share-${ref}`} initial={{ scope, endsOn: endsOn ?? '' }}>
        <input type="hidden" name="ref" value={ref} />
        <ShareFields />
        <SubmitButton look="quiet">{t('list.save')}</SubmitButton>
      </KeptForm>
      <form action={revokeShareAction} className="grid justify-items-start gap-2 pt-4">
        <input type="hidden" name="ref" value={ref} />
        <Button look="danger">
          {t(accepted ? 'list.end' : 'list.takeBack')}
          <span className="sr-only"> {email}</span>
        </Button>
        <p className="text-small text-soft">{t(accepted ? 'list.endHint' : 'list.takeBackHint')}</p>
      </form>
    </Disclosure>
  );
}

/** What people with shared access did, in plain words. */
async function Deeds({ deeds, locale }: { deeds: readonly Deed[]; locale: Locale }) {
  const t = await getTranslations('sharing.deeds');
  return (
    <Sheet title={t('title')} id="deeds">
      {deeds.length === 0 ? (
        <p>{t('none')}</p>
      ) : (
        <ul className="grid gap-3">
          {deeds.map(({ at, email, action }, index) => {
            const key = action.replaceAll('.', '_') as 'reading_submitted';
            const time = new Date(at);
            return (
              <li key={`${at} ${index}`} className="grid gap-x-4">
                <span>{t.has(`action.${key}`) ? t(`action.${key}`) : t('other')}</span>
                <span className="wrap-anywhere text-small text-soft">
                  {email} · {formatDay(dayOf(time), locale)}, {formatTime(time)}
                </span>
              </li>
            );
          })}
        </ul>
      )}
    </Sheet>
  );
}
