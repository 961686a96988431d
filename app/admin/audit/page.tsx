import type { Metadata, Route } from 'next';
import { ButtonLink } from '@/components/ui/button';
import { PageTitle } from '@/components/ui/page-title';
import { Pager } from '@/components/ui/pager';
import { QueryField, QuerySelect } from '@/components/ui/query-form';
import { Table } from '@/components/ui/table';
import { auditLines } from '@/lib/audit/queries';
import { filterParams, readFilter } from '@/lib/audit/rules';
import { requireStaff } from '@/lib/auth/guards';
import { getTranslations } from '@/lib/i18n/server';
import { dayOf, formatDayShort, formatTime } from '@/lib/kernel/dates';
import { ListFilter } from '../list-filter';
import { AREAS, deedOf, detailsOf, whoOf } from './words';

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('office-audit'))('title') };
}

/** Who did what, the newest first; nobody can change it, the portal's own database role included. */
export default async function AuditPage({ searchParams }: Props) {
  const actor = await requireStaff('audit.see');
  const params = await searchParams;
  const { filter, wrong } = readFilter(params);
  const after = typeof params.after === 'string' ? params.after : undefined;
  const t = await getTranslations('office-audit');
  const { rows, next } = await auditLines(actor, filter, after);
  const asked = filterParams(filter);
  const href = (path: string, more: Record<string, string> = {}) => {
    const query = new URLSearchParams([...asked, ...Object.entries(more)]).toString();
    return `${path}${query ? `?${query}` : ''}` as Route;
  };
  const typed = (name: 'from' | 'to') => {
    const value = params[name];
    return typeof value === 'string' ? value : '';
  };
  return (
    <div className="grid grid-cols-1 gap-6">
      <PageTitle note={t('note')}>{t('title')}</PageTitle>
      <ListFilter
        list={'/admin/audit' as Route}
        name="audit"
        label={t('filterTitle')}
        errors={wrong.map(field => ({ field, message: t('dayWrong') }))}
        filtered={asked.size > 0}
        also={
          <ButtonLink href={href('/admin/audit/csv')} look="quiet">
            {t('csv')}
          </ButtonLink>
        }
      >
        <QueryField form="audit" name="who" label={t('who')} hint={t('whoHint')} value={filter.who ?? ''} />
        <QueryField
          form="audit"
          name="entity"
          label={t('entity')}
          hint={t('entityHint')}
          value={filter.entity ?? ''}
        />
        <QuerySelect
          form="audit"
          name="area"
          label={t('area')}
          value={filter.area ?? ''}
          options={[
            { value: '', label: t('everything') },
            ...AREAS.map(area => ({ value: area, label: t(`areas.${area}`) })),
          ]}
        />
        {(['from', 'to'] as const).map(name => (
          <QueryField
            key={name}
            form="audit"
            name={name}
            label={t(name)}
            value={typed(name)}
            error={wrong.includes(name) ? t('dayWrong') : undefined}
          />
        ))}
      </ListFilter>
      {rows.length === 0 ? (
        <p>{t('empty')}</p>
      ) : (
        <Table
          caption={t('title')}
          rows={rows.map((line, place) => ({ ...line, place }))}
          rowKey={({ place }) => String(place)}
          columns={[
            {
              key: 'what',
              head: t('columns.what'),
              main: true,
              cell: line => <span className="font-semibold">{deedOf(line.action, t)}</span>,
            },
            {
              key: 'when',
              head: t('columns.when'),
              cell: ({ at }) => `${formatDayShort(dayOf(at))} ${formatTime(at)}`,
            },
            {
              key: 'who',
              head: t('columns.who'),
              cell: line => <span className="wrap-anywhere">{whoOf(line, t)}</span>,
            },
            {
              key: 'entity',
              head: t('columns.entity'),
              cell: line => (
                <span className="wrap-anywhere">
                  {line.entity}
                  {detailsOf(line) ? <span className="block text-soft">{detailsOf(line)}</span> : null}
                </span>
              ),
            },
          ]}
        />
      )}
      <Pager
        label={t('pages')}
        previous={after ? { href: href('/admin/audit'), label: t('newest') } : null}
        next={next ? { href: href('/admin/audit', { after: next }), label: t('older') } : null}
      />
    </div>
  );
}
