import type { Metadata, Route } from 'next';
import { Badge } from '@/components/ui/badge';
import { TextLink } from '@/components/ui/link';
import { Notice } from '@/components/ui/notice';
import { PageTitle } from '@/components/ui/page-title';
import { Pager } from '@/components/ui/pager';
import { QueryField, QuerySelect } from '@/components/ui/query-form';
import { Table } from '@/components/ui/table';
import { requireStaff } from '@/lib/auth/guards';
import { visitor } from '@/lib/auth/visitor';
import { noteCustomerSeen } from '@/lib/delivery/staff/commands';
import {
  channelsForStaff,
  deliveriesForStaff,
  deliveryFilterOf,
  kindsSent,
  openDeliveries,
  STATES,
  type DeliveryFilter,
} from '@/lib/delivery/staff/queries';
import { getTranslations } from '@/lib/i18n/server';
import { formatDayShort } from '@/lib/kernel/dates';
import { ListFilter } from '../list-filter';
import { deliveryNames, STATE_TONES } from './names';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('office-deliveries'))('title') };
}

type Sent = Record<string, string | string[] | undefined>;
type Props = { searchParams: Promise<Sent> };

const LIST = '/admin/deliveries';

/** The filter as an address; what is usual is left out. */
function addressOf({ kind, channel, state, day, customer }: DeliveryFilter, before?: string): Route {
  const query = new URLSearchParams({
    ...(kind && { kind }),
    ...(channel && { channel }),
    ...(state && { state }),
    ...(day && { day }),
    ...(customer && { customer }),
    ...(before && { before }),
  }).toString();
  return (query ? `${LIST}?${query}` : LIST) as Route;
}

/** Every message on either channel, newest first. */
export default async function DeliveriesPage({ searchParams }: Props) {
  const actor = await requireStaff('deliveries.see');
  const sent = await searchParams;
  const filter = deliveryFilterOf(sent);
  const before = typeof sent.before === 'string' ? sent.before : null;
  const [t, names] = [await getTranslations('office-deliveries'), await deliveryNames()];
  if (filter.customer !== null) await noteCustomerSeen(actor, await visitor(), filter.customer, new Date());
  const { rows, next } = await deliveriesForStaff(actor, filter, before);
  const open = await openDeliveries(actor);
  const paused = (await channelsForStaff(actor)).flatMap(({ channel, pause }) =>
    pause ? [{ channel, ...pause }] : [],
  );
  return (
    <div className="grid grid-cols-1 gap-6">
      <PageTitle note={t('lead')}>{t('title')}</PageTitle>
      {paused.length > 0 ? (
        <Notice tone="warn">
          {paused.map(({ channel, since, reason }) => {
            const values = { since: names.at(since), reason: names.reason(reason) };
            return (
              <p key={channel}>
                {channel === 'all'
                  ? t('pausedAll', values)
                  : t('paused', { ...values, channel: t(`channel.${channel}`) })}
              </p>
            );
          })}
        </Notice>
      ) : null}
      <nav aria-label={t('links')} className="flex flex-wrap gap-x-6">
        <TextLink href={`${LIST}/addresses`}>{t('addressesLink')}</TextLink>
        <TextLink href={`${LIST}/channels`}>{t('channelsLink')}</TextLink>
        <TextLink href={`${LIST}/preview`}>{t('previewLink')}</TextLink>
      </nav>
      <section aria-labelledby="open" className="grid grid-cols-1 gap-1">
        <h2 id="open">{t('open')}</h2>
        {open.length === 0 ? (
          <p className="text-soft">{t('openNone')}</p>
        ) : (
          <ul className="flex flex-wrap gap-x-6">
            {open.map(({ state, channel, count }) => (
              <li key={`${state} ${channel}`}>
                <TextLink href={`${LIST}?state=${state}&channel=${channel}`}>
                  {t('openCount', { state: t(`states.${state}`), channel: t(`channel.${channel}`), count })}
                </TextLink>
              </li>
            ))}
          </ul>
        )}
      </section>
      <Filter filter={filter} sent={sent} kinds={await kindsSent(actor)} />
      {rows.length === 0 ? (
        <p>{t('empty')}</p>
      ) : (
        <Table
          caption={t('caption')}
          rows={rows}
          rowKey={({ ref }) => ref}
          columns={[
            {
              key: 'message',
              head: t('column.message'),
              main: true,
              cell: ({ ref, kind, channel, recipient, customerNumber }) => (
                <span className="grid">
                  <TextLink href={`${LIST}/${ref}`}>
                    {names.kind(kind)}, {t(`channel.${channel}`)}
                  </TextLink>
                  <span className="text-small text-soft wrap-anywhere">
                    {recipient}
                    {customerNumber ? ` · ${customerNumber}` : ''}
                  </span>
                </span>
              ),
            },
            {
              key: 'state',
              head: t('column.state'),
              cell: ({ state, reason }) => (
                <span>
                  <Badge tone={STATE_TONES[state]}>{t(`states.${state}`)}</Badge>
                  {reason ? <span className="text-small text-soft"> ({names.reason(reason)})</span> : null}
                </span>
              ),
            },
            { key: 'attempts', head: t('column.attempts'), align: 'end', cell: ({ attempts }) => attempts },
            {
              key: 'segments',
              head: t('column.segments'),
              align: 'end',
              cell: ({ segments }) => segments ?? '–',
            },
            {
              key: 'cost',
              head: t('column.cost'),
              align: 'end',
              cell: ({ cost }) => names.cost(cost) || '–',
            },
            {
              key: 'at',
              head: t('column.at'),
              cell: ({ createdAt, triedAt }) => names.at(triedAt ?? createdAt),
            },
          ]}
        />
      )}
      <Pager
        label={t('pages')}
        previous={before === null ? null : { href: addressOf(filter), label: t('newest') }}
        next={next === null ? null : { href: addressOf(filter, next), label: t('older') }}
      />
    </div>
  );
}

async function Filter({
  filter,
  sent,
  kinds,
}: {
  filter: DeliveryFilter;
  sent: Sent;
  kinds: readonly string[];
}) {
  const [t, names] = [await getTranslations('office-deliveries'), await deliveryNames()];
  const typedDay = typeof sent.day === 'string' ? sent.day.trim() : '';
  const dayWrong = typedDay !== '' && filter.day === null ? t('filter.dayWrong') : undefined;
  return (
    <ListFilter
      list={LIST as Route}
      name="deliveries"
      label={t('filter.title')}
      errors={dayWrong ? [{ field: 'day', message: dayWrong }] : []}
      filtered={(addressOf(filter) as string) !== LIST}
    >
      <QuerySelect
        form="deliveries"
        name="state"
        label={t('filter.state')}
        value={filter.state ?? ''}
        options={[
          { value: '', label: t('filter.anyState') },
          ...STATES.map(state => ({ value: state, label: t(`states.${state}`) })),
        ]}
      />
      <QuerySelect
        form="deliveries"
        name="channel"
        label={t('filter.channel')}
        value={filter.channel ?? ''}
        options={[
          { value: '', label: t('filter.anyChannel') },
          ...(['email', 'sms'] as const).map(channel => ({
            value: channel,
            label: t(`channel.${channel}`),
          })),
        ]}
      />
      <QuerySelect
        form="deliveries"
        name="kind"
        label={t('filter.kind')}
        value={filter.kind ?? ''}
        options={[
          { value: '', label: t('filter.anyKind') },
          ...kinds.map(kind => ({ value: kind, label: names.kind(kind) })),
        ]}
      />
      <QueryField
        form="deliveries"
        name="day"
        label={t('filter.day')}
        hint={t('filter.dayHint')}
        error={dayWrong}
        value={filter.day ? formatDayShort(filter.day) : typedDay}
      />
      <QueryField
        form="deliveries"
        name="customer"
        label={t('filter.customer')}
        value={filter.customer ?? ''}
      />
    </ListFilter>
  );
}
