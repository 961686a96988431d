import type { Route } from 'next';
import { Pager } from '@/components/ui/pager';
import { Table } from '@/components/ui/table';
import type { StaffActor } from '@/lib/auth/actor';
import { csvFile, XML_FILES, type CsvName } from '@/lib/billing-import/files';
import { runChanges } from '@/lib/billing-import/runs/queries';
import { SAMPLE_ROWS } from '@/lib/billing-import/runs/rules';
import { getTranslations } from '@/lib/i18n/server';
import { columnNames, fileNames } from './words';

const PAGE = 50;

/** A sample of rows of one file: what is new, or what changes, field by field. */
export async function Changes({
  actor,
  run,
  shown,
  offset,
}: {
  actor: StaffActor;
  run: string;
  shown: { readonly file: string; readonly kind: 'inserted' | 'updated'; readonly rows: number };
  offset: number;
}) {
  const t = await getTranslations('office-imports.changes');
  const [nameOf, called] = [await columnNames(shown.file), (await fileNames())(shown.file)];
  const order = Object.keys(
    csvFile(shown.file === XML_FILES ? 'invoices.csv' : (shown.file as CsvName)).columns,
  );
  // As the file has them: jsonb keeps no order.
  const inOrder = <Value,>(fields: Readonly<Record<string, Value>>) =>
    Object.entries(fields).sort(([a], [b]) => order.indexOf(a) - order.indexOf(b));
  const rows = await runChanges(actor, run, shown, { offset, limit: PAGE });
  const at = (skip: number) =>
    `/admin/imports/${run}?${new URLSearchParams({ file: shown.file, kind: shown.kind, skip: String(skip) })}#changes` as Route;
  return (
    <section aria-labelledby="changes" className="grid grid-cols-1 gap-3">
      <h2 id="changes" className="break-words">
        {t(shown.kind, { file: called })}
      </h2>
      {shown.rows < SAMPLE_ROWS ? null : <p className="text-soft">{t('sample', { count: SAMPLE_ROWS })}</p>}
      <Table
        caption={t(shown.kind, { file: called })}
        rows={rows}
        rowKey={({ key }) => key}
        columns={[
          { key: 'key', head: t('key'), main: true, cell: ({ key }) => <strong>{key}</strong> },
          {
            key: 'fields',
            head: t('fields'),
            cell: ({ fields }) => (
              <ul className="grid gap-1">
                {inOrder(fields).map(([name, [before, after]]) => (
                  <li key={name} className="wrap-anywhere">
                    <span className="text-soft">{nameOf(name)}: </span>
                    {shown.kind === 'updated' ? (
                      <>
                        <del>{before ?? t('empty')}</del> → <ins>{after ?? t('empty')}</ins>
                      </>
                    ) : (
                      after
                    )}
                  </li>
                ))}
              </ul>
            ),
          },
        ]}
      />
      <Pager
        label={t('pages')}
        previous={offset > 0 ? { href: at(Math.max(0, offset - PAGE)), label: t('previous') } : null}
        next={shown.rows > offset + PAGE ? { href: at(offset + PAGE), label: t('next') } : null}
      />
    </section>
  );
}
