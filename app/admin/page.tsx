import type { Metadata, Route } from 'next';
import { Badge } from '@/components/ui/badge';
import { TextLink } from '@/components/ui/link';
import { Notice } from '@/components/ui/notice';
import { PageTitle } from '@/components/ui/page-title';
import { Table } from '@/components/ui/table';
import type { StaffActor } from '@/lib/auth/actor';
import { requireStaff } from '@/lib/auth/guards';
import { may } from '@/lib/auth/permissions';
import { deliveryState } from '@/lib/delivery/figures';
import { healthWarnings } from '@/lib/health/warnings';
import { getLocale, getTranslations } from '@/lib/i18n/server';
import { addDays, dayOf, formatDay, formatDayOfYear, formatTime, type Day } from '@/lib/kernel/dates';
import { monthFigures } from '@/lib/office/month/queries';
import { SearchBox } from './customers/search-box';
import { linkOf } from './sections';
import { waitingNow, type WaitingTask } from './waiting';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('admin'))('title') };
}

/** What waits, the nearest deadline first; every count is the link to the list of just those. */
export default async function AdminPage() {
  const actor = await requireStaff('office.see');
  const t = await getTranslations('admin');
  const tasks = await waitingNow();
  const today = dayOf(new Date());
  const work = tasks.filter(({ notice }) => !notice);
  const notices = tasks.filter(({ notice }) => notice);
  const late = work.filter(({ due }) => due !== null && due < today).length;
  const count = work.reduce((sum, task) => sum + task.count, 0);
  return (
    <div className="grid grid-cols-1 gap-8">
      {may(actor.role, 'customers.see') ? <SearchBox typed="" /> : null}
      <PageTitle note={late > 0 ? t('today.late', { count: late }) : undefined}>
        {t('today.headline', { count })}
      </PageTitle>
      <Stopped />
      {work.length > 0 ? (
        <Tasks tasks={work} caption={t('today.caption')} today={today} />
      ) : (
        <p>{t('today.empty')}</p>
      )}
      {notices.length > 0 ? (
        <section aria-labelledby="coming" className="grid grid-cols-1 gap-3">
          <h2 id="coming">{t('today.coming')}</h2>
          <Tasks tasks={notices} caption={t('today.comingCaption')} today={today} />
        </section>
      ) : null}
      {may(actor.role, 'reports.see') ? <Month actor={actor} /> : null}
    </div>
  );
}

/** What nobody would notice by themselves: the schedule, the billing system, a paused channel. */
async function Stopped() {
  const [t, locale, now] = [await getTranslations('admin'), await getLocale(), new Date()];
  const [warnings, { pauses }] = await Promise.all([healthWarnings(now), deliveryState()]);
  if (warnings.length === 0 && pauses.length === 0) return null;
  const at = (iso: string) => `${formatDay(dayOf(new Date(iso)), locale)}, ${formatTime(new Date(iso))}`;
  return (
    <Notice tone="warn">
      <p className="font-semibold">{t('health.title')}</p>
      {warnings.map(warning => (
        <p key={warning.warning}>
          {warning.warning === 'cron_missing'
            ? t('health.cron_missing', { at: at(warning.since), jobs: warning.jobs.join(', ') })
            : t('health.import_overdue', { at: at(warning.since) })}
        </p>
      ))}
      {pauses.length > 0 ? (
        <p>{t('paused', { channels: pauses.map(({ channel }) => t(`channels.${channel}`)).join(', ') })}</p>
      ) : null}
    </Notice>
  );
}

/** The month so far, each figure a link to the report behind it. */
async function Month({ actor }: { actor: StaffActor }) {
  const [t, locale] = [await getTranslations('admin'), await getLocale()];
  const { eInvoices, sent, readings, accounts } = await monthFigures(actor, new Date());
  const number = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
  const figures = [
    [
      'eInvoices',
      eInvoices === null ? '–' : `${number.format(eInvoices)}\u00a0%`,
      '/admin/reports?report=e_invoices',
    ],
    ['sent', number.format(sent), '/admin/deliveries'],
    ['readings', number.format(readings), '/admin/reports?report=readings'],
    ['accounts', number.format(accounts), '/admin/reports?report=accounts'],
  ] as const;
  return (
    <section aria-labelledby="month" className="grid grid-cols-1 gap-3">
      <h2 id="month">{t('month.title')}</h2>
      <ul className="grid grid-cols-2 gap-x-6 gap-y-4 lg:grid-cols-4">
        {figures.map(([key, value, href]) => (
          <li key={key} className="border-t-2 border-line pt-2">
            <span className="block text-title font-bold tabular-nums">{value}</span>
            <TextLink href={href} className="text-small">
              {t(`month.${key}`)}
            </TextLink>
          </li>
        ))}
      </ul>
    </section>
  );
}

async function Tasks({
  tasks,
  caption,
  today,
}: {
  tasks: readonly WaitingTask[];
  caption: string;
  today: Day;
}) {
  const [t, locale] = [await getTranslations('admin'), await getLocale()];
  const near = new Map([
    [addDays(today, -1), t('today.yesterday')],
    [today, t('today.day')],
    [addDays(today, 1), t('today.tomorrow')],
  ]);
  const named = (due: Day) => {
    const name = near.get(due) ?? formatDayOfYear(due, locale);
    return due < today ? t('today.past', { day: name }) : name;
  };
  return (
    <Table
      caption={caption}
      rows={tasks}
      rowKey={({ key }) => key}
      columns={[
        {
          key: 'matter',
          head: t('today.matter'),
          main: true,
          cell: task => {
            const href: Route | null = linkOf(task);
            const name = t(`waiting.${task.key}`);
            return href ? (
              <TextLink href={href}>{name}</TextLink>
            ) : (
              <span className="inline-flex min-h-11 items-center">{name}</span>
            );
          },
        },
        {
          key: 'count',
          head: t('today.count'),
          align: 'end',
          cell: ({ count }) => <span className="text-lead font-semibold">{count}</span>,
        },
        {
          key: 'deadline',
          head: t('today.deadline'),
          cell: ({ due }) =>
            due === null ? (
              <span className="text-soft">{t('today.noDeadline')}</span>
            ) : (
              <span className="sm:whitespace-nowrap">
                <Badge tone={due < today ? 'bad' : due <= addDays(today, 1) ? 'warn' : 'plain'}>
                  {named(due)}
                </Badge>
              </span>
            ),
        },
        ...(tasks.some(({ since }) => since !== null)
          ? [
              {
                key: 'since',
                head: t('today.since'),
                cell: ({ since }: WaitingTask) =>
                  since === null ? '–' : t('today.sinceDay', { day: formatDayOfYear(since, locale) }),
              },
            ]
          : []),
      ]}
    />
  );
}
