import type { Metadata, Route } from 'next';
import { Labelled } from '@/components/ui/labelled';
import Link from '@/components/ui/link';
import { Notice } from '@/components/ui/notice';
import { PageTitle } from '@/components/ui/page-title';
import { Pager } from '@/components/ui/pager';
import { Sheet } from '@/components/ui/sheet';
import { Table } from '@/components/ui/table';
import { requireStaff } from '@/lib/auth/guards';
import { may } from '@/lib/auth/permissions';
import { listRuns, type RunRow } from '@/lib/billing-import/runs/queries';
import { env } from '@/lib/env';
import { getLocale, getTranslations } from '@/lib/i18n/server';
import { dayOf, formatDayShort, formatTime } from '@/lib/kernel/dates';
import { RunBadge } from './state-name';
import { UploadForm } from './upload-form';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('office-imports'))('title') };
}

const PAGE = 30;
const FAULTS = ['nothing', 'tooLarge', 'broken', 'mixed', 'twice'] as const;

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

const sum = ({ counts }: RunRow, of: 'inserted' | 'updated'): number =>
  Object.values(counts).reduce((all, file) => all + file[of], 0);

/** Billing packages: a new one, and all that came in. */
export default async function ImportsPage({ searchParams }: Props) {
  const actor = await requireStaff('imports.see');
  const { skip, fault, done } = await searchParams;
  const offset = typeof skip === 'string' && /^\d{1,6}$/.test(skip) ? Number(skip) : 0;
  const [t, locale] = [await getTranslations('office-imports'), await getLocale()];
  const found = await listRuns(actor, { offset, limit: PAGE + 1 });
  const wrong = FAULTS.find(each => each === fault);
  const limit = env().IMPORT_MAX_MB.toLocaleString(locale);
  const list = '/admin/imports';
  return (
    <div className="grid grid-cols-1 gap-6">
      <PageTitle back={{ href: '/admin' as Route, label: (await getTranslations('admin'))('title') }}>
        {t('title')}
      </PageTitle>
      {wrong ? (
        <Notice tone="bad" role="alert">
          <p>{t(`fault.${wrong}`, { limit })}</p>
        </Notice>
      ) : done === 'discarded' ? (
        <Notice tone="good" role="status">
          <p>{t('discarded')}</p>
        </Notice>
      ) : null}
      {may(actor.role, 'imports.run') ? (
        <Sheet title={t('upload.title')} id="upload">
          <p className="max-w-prose">{t('upload.text')}</p>
          <UploadForm
            action="/admin/imports/upload"
            limit={env().IMPORT_MAX_MB * 1_000_000}
            texts={{
              submit: t('upload.submit'),
              sending: t('upload.sending'),
              sent: t('upload.sent', { percent: '{percent}', size: '{size}' }),
              wait: t('upload.wait'),
              lost: t('upload.lost'),
              nothing: t('fault.nothing'),
              tooLarge: t('fault.tooLarge', { limit }),
            }}
          >
            <Labelled id="import-files" label={t('upload.files')} hint={t('upload.hint', { limit })}>
              <input
                id="import-files"
                aria-describedby="import-files-hint"
                name="files"
                type="file"
                multiple
                accept=".zip,.csv,.xml,.pdf"
                className="block min-h-13 w-full min-w-0 cursor-pointer py-1 file:mr-3 file:min-h-11 file:cursor-pointer file:rounded-md file:border file:border-solid file:border-accent file:bg-sheet file:px-4 file:font-semibold file:text-accent"
              />
            </Labelled>
          </UploadForm>
        </Sheet>
      ) : (
        <p className="text-soft">{t('readOnly')}</p>
      )}
      <section aria-labelledby="history" className="grid grid-cols-1 gap-3">
        <h2 id="history">{t('history.title')}</h2>
        {found.length === 0 ? (
          <p>{t('history.empty')}</p>
        ) : (
          <Table
            caption={t('history.title')}
            rows={found.slice(0, PAGE)}
            rowKey={({ ref }) => ref}
            columns={[
              {
                key: 'source',
                head: t('history.source'),
                main: true,
                cell: ({ ref, source }) => (
                  <Link
                    href={`${list}/${ref}` as Route}
                    className="inline-flex min-h-11 items-center font-semibold wrap-anywhere underline underline-offset-4"
                  >
                    {source}
                  </Link>
                ),
              },
              {
                key: 'when',
                head: t('history.when'),
                cell: ({ createdAt, by }) => (
                  <>
                    {formatDayShort(dayOf(createdAt))}, {formatTime(createdAt)}
                    <span className="block text-small wrap-anywhere text-soft">
                      {by ?? t('history.command')}
                    </span>
                  </>
                ),
              },
              {
                key: 'inserted',
                head: t('count.inserted'),
                align: 'end',
                cell: row => sum(row, 'inserted').toLocaleString(locale),
              },
              {
                key: 'updated',
                head: t('count.updated'),
                align: 'end',
                cell: row => sum(row, 'updated').toLocaleString(locale),
              },
              {
                key: 'state',
                head: t('history.state'),
                cell: ({ state, silent }) => <RunBadge state={state} silent={silent} />,
              },
            ]}
          />
        )}
      </section>
      <Pager
        label={t('history.pages')}
        previous={offset > 0 ? { href: list as Route, label: t('history.newest') } : null}
        next={
          found.length > PAGE
            ? { href: `${list}?skip=${offset + PAGE}` as Route, label: t('history.older') }
            : null
        }
      />
    </div>
  );
}
