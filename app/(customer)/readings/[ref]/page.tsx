import type { Metadata, Route } from 'next';
import { notFound } from 'next/navigation';
import { ButtonLink } from '@/components/ui/button';
import { DefinitionList } from '@/components/ui/definition-list';
import { Icon } from '@/components/ui/icon';
import Link from '@/components/ui/link';
import { PageTitle } from '@/components/ui/page-title';
import { Sheet } from '@/components/ui/sheet';
import { requireCustomer } from '@/lib/auth/guards';
import { opens } from '@/lib/auth/scopes';
import { placeLine } from '@/lib/customers/address';
import { getLocale, getTranslations } from '@/lib/i18n/server';
import { addDays, dayOf, formatDay, formatTime } from '@/lib/kernel/dates';
import type { Locale } from '@/lib/kernel/money';
import { findSubmissions, type OwnSubmission } from '@/lib/readings/queries';
import { mayCorrect } from '@/lib/readings/rules/judge';
import { currentUtility } from '@/lib/settings/queries';
import { Register } from '../../meters/register';
import { StateBadge } from '../state';

type Props = { params: Promise<{ ref: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('readings.one'))('title') };
}

/** What was given, what became of it and what happens next; the others of the same form under it. */
export default async function ReadingPage({ params }: Props) {
  const actor = await requireCustomer('see');
  const { ref } = await params;
  const found = await findSubmissions(actor, ref);
  const [first] = found;
  if (!first) notFound();
  const [t, locale] = [await getTranslations('readings.one'), await getLocale()];
  const shown = found.filter(({ state }) => state !== 'withdrawn' || first.state === 'withdrawn');
  return (
    <div className="grid max-w-[44rem] grid-cols-1 gap-6">
      <PageTitle back={{ href: '/readings' as Route, label: t('back') }}>
        {t(`heading.${first.state}`)}
      </PageTitle>
      {shown.map(each => (
        <OneReading
          key={each.ref}
          submission={each}
          locale={locale}
          gives={opens(actor.current, 'readings')}
        />
      ))}
      <div className="flex flex-wrap gap-3">
        <ButtonLink href={'/dashboard' as Route} look="quiet">
          {t('start')}
        </ButtonLink>
      </div>
    </div>
  );
}

async function OneReading({
  submission,
  locale,
  gives,
}: {
  submission: OwnSubmission;
  locale: Locale;
  /** the access opens giving readings, and so correcting them */
  gives: boolean;
}) {
  const t = await getTranslations('readings.one');
  const names = await getTranslations('readings');
  const { ref, serial, role, digits, address, readOn, value, state, information, photo, invoice } =
    submission;
  const heading = `reading-${ref}`;
  const by = formatDay(
    addDays(dayOf(submission.submittedAt), (await currentUtility()).readingReviewDays),
    locale,
  );
  const next =
    state === 'rejected'
      ? t('next.rejected')
      : state === 'accepted' && information
        ? t('next.information')
        : t(`next.${state}`, { day: by });
  return (
    <Sheet title={names(`form.role.${role}`)} id={heading}>
      <p className="-mt-3 wrap-anywhere text-soft">{names('form.serial', { serial })}</p>
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
        <Register value={value} digits={digits} locale={locale} />
        <StateBadge state={state} />
      </div>
      <div className="surface grid gap-2 rounded-lg bg-wash p-4 sm:px-6">
        <p className="flex gap-3">
          <Icon name="info" className="mt-0.5 size-6 shrink-0 text-accent" />
          <span>{next}</span>
        </p>
        {submission.reason ? (
          <p>{t(state === 'rejected' ? 'reason' : 'explained', { reason: submission.reason })}</p>
        ) : null}
      </div>
      <DefinitionList
        rows={[
          [t('ref'), <strong key="ref">{ref}</strong>],
          [t('readOn'), formatDay(readOn, locale)],
          [t('place'), placeLine(address)],
          [t('answer'), submission.answer ? names(`answers.${submission.answer}`) : null],
          [t('note'), submission.note],
          [
            t('invoice'),
            invoice ? (
              <Link
                key="invoice"
                href={`/invoices/${invoice.ref}` as Route}
                className="text-accent underline"
              >
                {invoice.number}
              </Link>
            ) : null,
          ],
        ]}
      />
      {photo ? (
        <figure className="grid gap-2">
          {/* Made by us, of known size, and for its owner alone: nothing for an image service. */}
          <picture>
            <img
              src={`/readings/photos/${photo.ref}`}
              width={photo.width}
              height={photo.height}
              alt={t('photo')}
              className="h-auto max-h-96 w-auto max-w-full rounded-md"
            />
          </picture>
        </figure>
      ) : null}
      <section aria-label={t('history')} className="grid gap-2 border-t border-line pt-4">
        <h3>{t('history')}</h3>
        <ol className="grid gap-1">
          {submission.states.map(({ state: had, at }, index) => (
            <li key={index} className="flex flex-wrap justify-between gap-x-4">
              <span>{names(`state.${had}`)}</span>
              <span className="text-soft">
                {formatDay(dayOf(at), locale)}, {formatTime(at)}
              </span>
            </li>
          ))}
        </ol>
      </section>
      {gives && mayCorrect(state) ? (
        <div>
          <ButtonLink href={`/readings/new?correct=${ref}` as Route} look="quiet">
            {t('correct')}
          </ButtonLink>
        </div>
      ) : null}
    </Sheet>
  );
}
