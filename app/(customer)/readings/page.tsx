import type { Metadata, Route } from 'next';
import { ButtonLink, buttonClass } from '@/components/ui/button';
import { Choices } from '@/components/ui/choices';
import { Icon } from '@/components/ui/icon';
import Link, { TextLink } from '@/components/ui/link';
import { PageTitle } from '@/components/ui/page-title';
import { Sheet } from '@/components/ui/sheet';
import { Table } from '@/components/ui/table';
import { requireCustomer } from '@/lib/auth/guards';
import { opens } from '@/lib/auth/scopes';
import { getLocale, getTranslations } from '@/lib/i18n/server';
import { dayOf, formatDay, formatDayOfYear } from '@/lib/kernel/dates';
import type { Locale } from '@/lib/kernel/money';
import { formatCubicMetres, litres, type Litres } from '@/lib/kernel/volume';
import { readingHistory, type HistoryEntry } from '@/lib/readings/history/queries';
import { listSubmissions, type OwnSubmission } from '@/lib/readings/queries';
import { StateBadge } from './state';

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('readings.list'))('title') };
}

const whole = (value: Litres, locale: Locale): string =>
  formatCubicMetres(litres(value - (value % 1000)), locale);

export default async function ReadingsPage({ searchParams }: Props) {
  const actor = await requireCustomer('see');
  const { year: asked } = await searchParams;
  const now = new Date();
  const given = await listSubmissions(actor);
  const thisYear = Number(dayOf(now).slice(0, 4));
  const typed = /^\d{4}$/.test(String(asked)) ? Number(asked) : undefined;
  let year = typed ?? thisYear;
  let history = await readingHistory(actor, now, { year });
  // In January the newest readings are last year's.
  if (typed === undefined && history.entries.length === 0 && history.years.length > 0) {
    year = history.years[0]!;
    history = await readingHistory(actor, now, { year });
  }
  const [t, locale] = [await getTranslations('readings.list'), await getLocale()];
  return (
    <div className="grid grid-cols-1 gap-7">
      <PageTitle note={actor.customers.length > 1 ? actor.current.name : undefined}>{t('title')}</PageTitle>
      {opens(actor.current, 'readings') ? (
        <div>
          <ButtonLink href={'/readings/new' as Route}>{t('give')}</ButtonLink>
        </div>
      ) : null}
      {given.length > 0 ? (
        <Sheet title={t('given')} id="given">
          <ul className="grid grid-cols-1">
            {given.map(each => (
              <GivenReading key={each.ref} submission={each} locale={locale} />
            ))}
          </ul>
        </Sheet>
      ) : null}
      <Sheet title={t('all')} id="all">
        {history.years.length === 0 ? (
          <p>{t('none')}</p>
        ) : (
          <>
            <Choices
              label={t('year')}
              choices={history.years.map(each => ({
                label: String(each),
                href: `/readings?year=${each}#all` as Route,
                chosen: each === year,
              }))}
            />
            {history.entries.length === 0 ? (
              <p>{t('noneInYear', { year: String(year) })}</p>
            ) : (
              <Meters entries={history.entries} locale={locale} year={year} />
            )}
            {history.leftOut > 0 ? (
              <p className="text-soft">{t('leftOut', { count: history.leftOut })}</p>
            ) : null}
            <p>
              <a
                href={`/readings/csv?year=${year}${locale === 'pl' ? '&dialect=pl' : ''}`}
                className={buttonClass('quiet')}
              >
                <Icon name="download" className="size-5" />
                {t('csv', { year: String(year) })}
              </a>
            </p>
          </>
        )}
      </Sheet>
    </div>
  );
}

async function GivenReading({ submission, locale }: { submission: OwnSubmission; locale: Locale }) {
  const t = await getTranslations('readings');
  const { ref, role, serial, readOn, value, state, reason, photo, invoice } = submission;
  return (
    <li className="grid gap-1 border-t border-line py-4 first:border-t-0 first:pt-0 last:pb-0">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4">
        <TextLink href={`/readings/${ref}` as Route} className="font-semibold">
          {whole(value, locale)}, {formatDay(readOn, locale)}
        </TextLink>
        <StateBadge state={state} />
      </div>
      <p className="break-words text-soft">
        {t(`form.role.${role}`)} {t('form.serial', { serial })}
        {photo ? ` · ${t('list.withPhoto')}` : ''}
      </p>
      {reason ? <p>{t('one.reason', { reason })}</p> : null}
      {invoice ? (
        <p>
          {t('one.invoice')}:{' '}
          <Link href={`/invoices/${invoice.ref}` as Route} className="text-accent underline">
            {invoice.number}
          </Link>
        </p>
      ) : null}
    </li>
  );
}

/** Each meter's states of the year, newest first. */
async function Meters({
  entries,
  locale,
  year,
}: {
  entries: readonly HistoryEntry[];
  locale: Locale;
  year: number;
}) {
  const [t, names] = [await getTranslations('readings.list'), await getTranslations('readings')];
  const serials = [...new Set(entries.map(({ serial }) => serial))].sort((a, b) => {
    const role = (serial: string) => entries.find(entry => entry.serial === serial)!.role;
    return role(a) === role(b) ? 0 : role(a) === 'main' ? -1 : 1;
  });
  return serials.map((serial, index) => {
    const own = entries.filter(entry => entry.serial === serial);
    return (
      <section key={serial} aria-labelledby={`meter-${index}`} className="grid grid-cols-1 gap-2">
        <h3 id={`meter-${index}`}>
          {names(`form.role.${own[0]!.role}`)}{' '}
          <span className="wrap-anywhere font-normal text-soft">{names('form.serial', { serial })}</span>
        </h3>
        <Table
          caption={t('tableOf', { serial, year: String(year) })}
          rows={own}
          rowKey={entry => entry.at.toISOString()}
          columns={[
            {
              key: 'day',
              head: t('day'),
              main: true,
              cell: entry => formatDayOfYear(dayOf(entry.at), locale),
            },
            { key: 'kind', head: t('how'), cell: entry => names(`kind.${entry.kind}`) },
            {
              key: 'invoice',
              head: t('invoice'),
              cell: entry =>
                entry.invoice ? (
                  <Link href={`/invoices/${entry.invoice.ref}` as Route} className="text-accent underline">
                    {entry.invoice.number}
                  </Link>
                ) : (
                  '–'
                ),
            },
            {
              key: 'state',
              head: t('state'),
              align: 'end',
              cell: entry => <strong>{whole(entry.value, locale)}</strong>,
            },
          ]}
        />
      </section>
    );
  });
}
