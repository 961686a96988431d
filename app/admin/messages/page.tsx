import type { Metadata, Route } from 'next';
import { Badge } from '@/components/ui/badge';
import { TextLink } from '@/components/ui/link';
import { PageTitle } from '@/components/ui/page-title';
import { QueryField, QuerySelect } from '@/components/ui/query-form';
import { Table } from '@/components/ui/table';
import { requireStaff } from '@/lib/auth/guards';
import { may } from '@/lib/auth/permissions';
import { getTranslations } from '@/lib/i18n/server';
import { dayOf, formatDayShort } from '@/lib/kernel/dates';
import { KIND_NAMES } from '@/lib/messages/rules/kinds';
import { CASE_STATES } from '@/lib/messages/rules/states';
import { KIND_SET_NAMES } from '@/lib/messages/staff/kind-sets';
import { caseFilterOf, casesForStaff, type CaseFilter } from '@/lib/messages/staff/queries';
import { ListFilter } from '../list-filter';
import { ListPager, skippedIn } from '../list-pager';
import { Clock } from './clock';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('office-messages'))('title') };
}

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

const LIST = '/admin/messages';
const PAGE = 30;

/** The filter as an address; what is usual is left out. */
function addressOf({ kind, state, who, overdue, text }: CaseFilter, skip: number): Route {
  const query = new URLSearchParams({
    ...(kind && { kind }),
    ...(state !== 'open' && { state }),
    ...(who !== 'anybody' && { who }),
    ...(overdue && { overdue: 'yes' }),
    ...(text && { text }),
    ...(skip > 0 && { skip: String(skip) }),
  }).toString();
  return (query ? `${LIST}?${query}` : LIST) as Route;
}

/** Everything that was written to the utility and waits, the nearest deadline first. */
export default async function StaffCasesPage({ searchParams }: Props) {
  const actor = await requireStaff('messages.see');
  const sent = await searchParams;
  const filter = caseFilterOf(sent);
  const offset = skippedIn(sent);
  const today = dayOf(new Date());
  const t = await getTranslations('office-messages');
  const kinds = await getTranslations('messages.kinds');
  const { rows, total } = await casesForStaff(actor, filter, { offset, limit: PAGE }, today);
  const isFiltered = (addressOf(filter, 0) as string) !== LIST;
  return (
    <div className="grid grid-cols-1 gap-6">
      <PageTitle note={t('count', { count: total })}>{t('title')}</PageTitle>
      <p className="flex flex-wrap gap-x-6">
        <TextLink href={`${LIST}/templates`}>{t('templatesLink')}</TextLink>
        {may(actor.role, 'messages.answer') ? null : (
          <span className="inline-flex min-h-11 items-center text-soft">{t('readOnly')}</span>
        )}
      </p>
      <Filter filter={filter} isFiltered={isFiltered} />
      {rows.length === 0 ? (
        <p>{t(isFiltered ? 'emptyFiltered' : 'empty')}</p>
      ) : (
        <Table
          caption={t('caption')}
          rows={rows}
          rowKey={({ ref }) => ref}
          columns={[
            {
              key: 'case',
              head: t('column.case'),
              main: true,
              cell: ({ ref, kind, drafted }) => (
                <span className="grid">
                  <TextLink href={`${LIST}/${ref}`}>
                    {kinds(`${kind}.name`)} {ref}
                  </TextLink>
                  {drafted ? <span className="text-small text-soft">{t('drafted')}</span> : null}
                </span>
              ),
            },
            {
              key: 'customer',
              head: t('column.customer'),
              cell: ({ name, customerNumber }) => (
                <span className="grid">
                  {name}
                  <span className="whitespace-nowrap text-small text-soft">
                    {customerNumber ?? t('stranger')}
                  </span>
                </span>
              ),
            },
            {
              key: 'received',
              head: t('column.received'),
              cell: ({ receivedAt }) => formatDayShort(dayOf(new Date(receivedAt))),
            },
            {
              key: 'deadline',
              head: t('column.deadline'),
              cell: ({ state, answerBy }) => <Clock state={state} answerBy={answerBy} today={today} />,
            },
            {
              key: 'state',
              head: t('column.state'),
              cell: ({ state }) => (
                <Badge tone={state === 'answered' ? 'good' : state === 'new' ? 'warn' : 'plain'}>
                  {t(`state.${state}`)}
                </Badge>
              ),
            },
            {
              key: 'assigned',
              head: t('column.assigned'),
              cell: ({ assignedTo }) =>
                assignedTo === null ? (
                  <span className="text-soft">{t('nobody')}</span>
                ) : (
                  <span className="break-all">{assignedTo.split('@')[0]}</span>
                ),
            },
          ]}
        />
      )}
      <ListPager
        label={t('pages')}
        offset={offset}
        page={PAGE}
        more={offset + PAGE < total}
        href={skip => addressOf(filter, skip)}
      />
    </div>
  );
}

async function Filter({ filter, isFiltered }: { filter: CaseFilter; isFiltered: boolean }) {
  const t = await getTranslations('office-messages');
  const kinds = await getTranslations('messages.kinds');
  return (
    <ListFilter list={LIST as Route} name="cases" label={t('filter.title')} filtered={isFiltered}>
      <QuerySelect
        form="cases"
        name="state"
        label={t('filter.state')}
        value={filter.state}
        options={[
          { value: 'open', label: t('filter.open') },
          { value: 'all', label: t('filter.all') },
          ...CASE_STATES.map(state => ({ value: state, label: t(`state.${state}`) })),
        ]}
      />
      <QuerySelect
        form="cases"
        name="kind"
        label={t('filter.kind')}
        value={filter.kind ?? ''}
        options={[
          { value: '', label: t('filter.anyKind') },
          ...KIND_SET_NAMES.map(set => ({ value: set, label: t(`filter.${set}`) })),
          ...KIND_NAMES.map(kind => ({ value: kind, label: kinds(`${kind}.name`) })),
        ]}
      />
      <QuerySelect
        form="cases"
        name="who"
        label={t('filter.who')}
        value={filter.who}
        options={(['anybody', 'mine', 'nobody'] as const).map(who => ({
          value: who,
          label: t(`filter.${who}`),
        }))}
      />
      <QuerySelect
        form="cases"
        name="overdue"
        label={t('filter.overdue')}
        value={filter.overdue ? 'yes' : ''}
        options={[
          { value: '', label: t('filter.anyDeadline') },
          { value: 'yes', label: t('filter.overdueOnly') },
        ]}
      />
      <div className="sm:col-span-2">
        <QueryField form="cases" name="text" label={t('filter.text')} value={filter.text} />
      </div>
    </ListFilter>
  );
}
