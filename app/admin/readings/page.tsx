import type { Metadata, Route } from 'next';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { TextLink } from '@/components/ui/link';
import { Notice } from '@/components/ui/notice';
import { PageTitle } from '@/components/ui/page-title';
import { QuerySelect } from '@/components/ui/query-form';
import { Table } from '@/components/ui/table';
import { requireStaff } from '@/lib/auth/guards';
import { may } from '@/lib/auth/permissions';
import { placeLine } from '@/lib/customers/address';
import { getLocale, getTranslations } from '@/lib/i18n/server';
import { dayOf, daysBetween, formatDayShort } from '@/lib/kernel/dates';
import { formatCubicMetres } from '@/lib/kernel/volume';
import { CHANNELS, reviewQueue, reviewTowns } from '@/lib/readings/review/queries';
import { mayCorrect } from '@/lib/readings/rules/judge';
import { ListFilter } from '../list-filter';
import { ListPager } from '../list-pager';
import { AGES, askedReadings, readingsHref, STATES } from './asked';
import { objectionText } from './objection';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('office-readings'))('title') };
}

const PAGE = 50;

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

/** Readings that customers gave and people have to look at; filters stand in the address. */
export default async function StaffReadingsPage({ searchParams }: Props) {
  const actor = await requireStaff('readings.see');
  const sent = await searchParams;
  const asked = askedReadings(sent);
  const now = new Date();
  const [t, names, locale] = [
    await getTranslations('office-readings'),
    await getTranslations('readings'),
    await getLocale(),
  ];
  const [found, towns] = [
    await reviewQueue(actor, asked, { offset: asked.offset, limit: PAGE + 1 }, now),
    await reviewTowns(actor),
  ];
  const rows = await Promise.all(
    found.slice(0, PAGE).map(async row => ({ ...row, objection: await objectionText(row, locale) })),
  );
  const decides = may(actor.role, 'readings.review');
  const form = 'readings';
  return (
    <div className="grid grid-cols-1 gap-6">
      <PageTitle>{t('title')}</PageTitle>
      <Done sent={sent} />
      <ListFilter
        list={'/admin/readings' as Route}
        name={form}
        label={t('filter.title')}
        filtered={readingsHref(asked, 0) !== readingsHref(askedReadings({}), 0)}
      >
        <QuerySelect
          form={form}
          name="state"
          label={t('filter.state')}
          value={asked.state}
          options={STATES.map(state => ({
            value: state,
            label: state === 'all' ? t('filter.all') : names(`state.${state}`),
          }))}
        />
        <QuerySelect
          form={form}
          name="channel"
          label={t('filter.channel')}
          value={asked.channel ?? ''}
          options={[
            { value: '', label: t('filter.any') },
            ...CHANNELS.map(channel => ({ value: channel, label: t(`channel.${channel}`) })),
          ]}
        />
        <QuerySelect
          form={form}
          name="town"
          label={t('filter.town')}
          value={asked.city ?? ''}
          options={[
            { value: '', label: t('filter.anyTown') },
            ...towns.map(town => ({ value: town, label: town })),
          ]}
        />
        <QuerySelect
          form={form}
          name="age"
          label={t('filter.age')}
          value={String(asked.olderThan ?? '')}
          options={[
            { value: '', label: t('filter.anyAge') },
            ...AGES.map(days => ({ value: String(days), label: t('filter.days', { days }) })),
          ]}
        />
      </ListFilter>
      {rows.length === 0 ? (
        <p>{asked.state === 'in_review' ? t('empty') : t('none')}</p>
      ) : (
        <form method="get" action="/admin/readings/decide" className="grid grid-cols-1 gap-5">
          <Table
            caption={t('title')}
            rows={rows}
            rowKey={({ ref }) => ref}
            columns={[
              ...(decides
                ? [
                    {
                      key: 'choose',
                      head: t('column.choose'),
                      cell: ({ ref, serial, state }: (typeof rows)[number]) =>
                        mayCorrect(state) ? (
                          <label className="-my-2 inline-flex size-11 items-center justify-center">
                            <input
                              type="checkbox"
                              name="ref"
                              value={ref}
                              aria-label={t('choose', { serial })}
                              className="size-6 accent-accent"
                            />
                          </label>
                        ) : null,
                    },
                  ]
                : []),
              {
                key: 'meter',
                head: t('column.meter'),
                main: true,
                cell: ({ ref, serial, customerName, customerNumber, address }) => (
                  <span className="grid">
                    <TextLink href={`/admin/readings/${ref}`} className="font-semibold break-all">
                      {serial}
                    </TextLink>
                    <span className="text-small text-soft">
                      {customerName}, <span className="whitespace-nowrap">{customerNumber}</span>
                    </span>
                    <span className="text-small text-soft">{placeLine(address)}</span>
                  </span>
                ),
              },
              {
                key: 'value',
                head: t('column.value'),
                align: 'end',
                cell: ({ value, readOn, previous }) => (
                  <span className="grid">
                    <strong>{formatCubicMetres(value, locale)}</strong>
                    <span className="text-small text-soft">{formatDayShort(readOn)}</span>
                    {previous ? (
                      <span className="text-small text-soft">
                        {t('before', { state: formatCubicMetres(previous.value, locale) })}
                      </span>
                    ) : null}
                  </span>
                ),
              },
              {
                key: 'objection',
                head: t('column.objection'),
                cell: ({ objection, answer, hasPhoto }) => (
                  <span className="grid gap-1">
                    <span>{objection}</span>
                    {answer ? (
                      <span className="text-small text-soft">
                        {t('said', { answer: names(`answers.${answer}`) })}
                      </span>
                    ) : null}
                    {hasPhoto ? <span className="text-small text-soft">{t('withPhoto')}</span> : null}
                  </span>
                ),
              },
              {
                key: 'given',
                head: t('column.given'),
                cell: ({ submittedAt, channel, state }) => (
                  <span className="grid">
                    <span>{t('age', { days: daysBetween(dayOf(submittedAt), dayOf(now)) })}</span>
                    <span className="text-small text-soft">{t(`channel.${channel}`)}</span>
                    {state === 'in_review' ? null : (
                      <Badge tone={state === 'rejected' ? 'bad' : 'good'}>{names(`state.${state}`)}</Badge>
                    )}
                  </span>
                ),
              },
            ]}
          />
          {decides && rows.some(({ state }) => mayCorrect(state)) ? (
            <div className="flex flex-wrap gap-3">
              <Button name="what" value="approve">
                {t('many.approve')}
              </Button>
              <Button name="what" value="reject" look="quiet">
                {t('many.reject')}
              </Button>
              <p className="basis-full text-small text-soft">{t('many.note')}</p>
            </div>
          ) : null}
        </form>
      )}
      <ListPager
        label={t('pages')}
        offset={asked.offset}
        page={PAGE}
        more={found.length > PAGE}
        href={skip => readingsHref(asked, skip)}
      />
    </div>
  );
}

const counted = (value: string | string[] | undefined): number =>
  typeof value === 'string' && /^\d{1,4}$/.test(value) ? Number(value) : 0;

/** What was just decided, and what somebody else had decided before. */
async function Done({ sent }: { sent: Record<string, string | string[] | undefined> }) {
  const t = await getTranslations('office-readings.done');
  const done = (['approved', 'rejected', 'corrected'] as const).find(each => each === sent.done);
  if (!done) return null;
  const [count, gone, taken] = [counted(sent.count), counted(sent.gone), counted(sent.taken)];
  return (
    <Notice tone={gone + taken > 0 ? 'warn' : 'good'} role="status">
      <p>{t(done, { count })}</p>
      {gone > 0 ? <p>{t('gone', { count: gone })}</p> : null}
      {taken > 0 ? <p>{t('taken', { count: taken })}</p> : null}
    </Notice>
  );
}
