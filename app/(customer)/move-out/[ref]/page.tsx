import type { Metadata, Route } from 'next';
import { notFound } from 'next/navigation';
import { KeptForm } from '../../kept-form';
import { ButtonLink } from '@/components/ui/button';
import { DefinitionList } from '@/components/ui/definition-list';
import { TextField } from '@/components/ui/fields';
import { SubmitButton } from '@/components/ui/form';
import { Notice } from '@/components/ui/notice';
import { PageTitle } from '@/components/ui/page-title';
import { Sheet } from '@/components/ui/sheet';
import { requireCustomer } from '@/lib/auth/guards';
import { placeLine } from '@/lib/customers/address';
import { getLocale, getTranslations } from '@/lib/i18n/server';
import { dayOf, formatDay } from '@/lib/kernel/dates';
import { formatCubicMetres } from '@/lib/kernel/volume';
import { findMoveOut, type MoveOut } from '@/lib/move-out/queries';
import { sendLinkAgainAction } from '../actions';

type Props = {
  params: Promise<{ ref: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const found = await findMoveOut(await requireCustomer('all'), (await params).ref);
  const t = await getTranslations('moveOut');
  return { title: found ? t('about.titleOf', { ref: found.ref }) : t('title') };
}

/** A move-out: its number, what happens next and by when, what the new party said. */
export default async function MoveOutDetailPage({ params, searchParams }: Props) {
  const found = (await findMoveOut(await requireCustomer('all'), (await params).ref)) ?? notFound();
  const { sent } = await searchParams;
  const [t, locale] = [await getTranslations('moveOut'), await getLocale()];
  const { ref, answerBy, handedOverOn, forwarding, readings, address } = found;
  return (
    <div className="grid max-w-[44rem] grid-cols-1 gap-6">
      <PageTitle back={{ href: '/messages' as Route, label: t('about.back') }}>
        {t(sent === 'yes' ? 'about.sentTitle' : 'about.titleOf', { ref })}
      </PageTitle>
      <Notice tone={sent === 'yes' ? 'good' : 'info'}>
        <p>
          <strong>{t('about.next')}</strong>
        </p>
        <p>
          {answerBy ? t('about.nextDay', { day: formatDay(answerBy, locale) }) : t('about.nextNone')}{' '}
          {t('about.nextInvoice')}
        </p>
      </Notice>
      <Sheet title={t('about.title')} id="about">
        <DefinitionList
          rows={[
            [t('about.ref'), <strong key="ref">{ref}</strong>],
            [t('about.place'), placeLine(address)],
            [t('about.day'), formatDay(handedOverOn, locale)],
            ...readings.map(
              ({ serial, role, value }) =>
                [t(`role.${role}`, { serial }), formatCubicMetres(value, locale)] as const,
            ),
            [t('about.forwarding'), `${forwarding.street}, ${forwarding.postalCode} ${forwarding.city}`],
          ]}
        />
        <div>
          <ButtonLink href={`/messages/${ref}` as Route} look="quiet">
            {t('about.case')}
          </ButtonLink>
        </div>
      </Sheet>
      <Party found={found} />
    </div>
  );
}

async function Party({ found }: { found: MoveOut }) {
  const [t, locale] = [await getTranslations('moveOut'), await getLocale()];
  const { ref, answer, partyEmail, linkUntil, readings, state } = found;
  const runsOut = linkUntil === null ? null : new Date(linkUntil);
  const works = runsOut !== null && runsOut > new Date();
  return (
    <Sheet title={t('party')} id="party">
      {answer ? (
        <>
          <p>{t(answer === 'confirmed' ? 'entry.confirmed' : 'entry.objected')}</p>
          <DefinitionList
            rows={readings
              .filter(({ value, partyValue }) => partyValue !== null && partyValue !== value)
              .map(({ serial, role, partyValue }) => [
                t(`role.${role}`, { serial }),
                partyValue === null ? null : formatCubicMetres(partyValue, locale),
              ])}
          />
        </>
      ) : (
        <>
          <p>
            {partyEmail && runsOut
              ? t(works ? 'about.waits' : 'about.ranOut', {
                  email: partyEmail,
                  day: formatDay(dayOf(runsOut), locale),
                })
              : t('about.nobody')}
          </p>
          {state === 'closed' ? null : (
            <KeptForm
              action={sendLinkAgainAction}
              name={`move-out-link-${ref}`}
              initial={{ partyEmail: partyEmail ?? '' }}
            >
              <input type="hidden" name="ref" value={ref} />
              <TextField name="partyEmail" type="email" label={t('about.partyEmail')} autoComplete="off" />
              <SubmitButton look="quiet">{t(partyEmail ? 'about.again' : 'about.send')}</SubmitButton>
            </KeptForm>
          )}
        </>
      )}
    </Sheet>
  );
}
