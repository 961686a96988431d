import type { Route } from 'next';
import Link from '@/components/ui/link';
import { Table } from '@/components/ui/table';
import type { Counts } from '@/lib/billing-import/report';
import { getLocale, getTranslations } from '@/lib/i18n/server';
import { fileNames } from './words';

/** Per file what is inserted, changed, unchanged and rejected; a number with a sample behind it is a link. */
export async function CountsTable({
  counts,
  sampled,
  address,
}: {
  counts: Readonly<Record<string, Counts>>;
  sampled: readonly { readonly file: string; readonly kind: 'inserted' | 'updated' }[];
  address: string;
}) {
  const [t, locale] = [await getTranslations('office-imports'), await getLocale()];
  const nameOf = await fileNames();
  const number = (value: number) => value.toLocaleString(locale);
  const cell = (file: string, kind: 'inserted' | 'updated', value: number) =>
    value > 0 && sampled.some(each => each.file === file && each.kind === kind) ? (
      <Link
        href={`${address}?${new URLSearchParams({ file, kind })}#changes` as Route}
        className="inline-flex min-h-11 items-center underline underline-offset-4"
        aria-label={t(`show.${kind}`, { file: nameOf(file), count: number(value) })}
      >
        {number(value)}
      </Link>
    ) : (
      number(value)
    );
  return (
    <div className="grid grid-cols-1 gap-3">
      <Table
        caption={t('count.caption')}
        rows={Object.entries(counts)}
        rowKey={([file]) => file}
        columns={[
          {
            key: 'file',
            head: t('count.file'),
            main: true,
            cell: ([file]) => (
              <>
                <strong>{nameOf(file)}</strong>
                <span className="block text-small break-all text-soft">{file}</span>
              </>
            ),
          },
          {
            key: 'inserted',
            head: t('count.inserted'),
            align: 'end',
            cell: ([file, { inserted }]) => cell(file, 'inserted', inserted),
          },
          {
            key: 'updated',
            head: t('count.updated'),
            align: 'end',
            cell: ([file, { updated }]) => cell(file, 'updated', updated),
          },
          {
            key: 'unchanged',
            head: t('count.unchanged'),
            align: 'end',
            cell: ([, { unchanged }]) => number(unchanged),
          },
          {
            key: 'rejected',
            head: t('count.rejected'),
            align: 'end',
            cell: ([, { rejected }]) => number(rejected),
          },
        ]}
      />
      {sampled.length > 0 ? <p className="text-small text-soft">{t('count.hint')}</p> : null}
    </div>
  );
}
