import { Badge } from '@/components/ui/badge';
import { Sheet } from '@/components/ui/sheet';
import { Table, type Column } from '@/components/ui/table';
import type { Analysis, Part } from '@/lib/consumption/rules/analysis';
import { getLocale, getTranslations } from '@/lib/i18n/server';
import { daysBetween } from '@/lib/kernel/dates';
import { formatMoney } from '@/lib/kernel/money';
import { formatCubicMetres, litres, type Litres } from '@/lib/kernel/volume';
import { periodName } from './period-name';

/** The exact figures, part by part: what the drawing shows, and all that there is without it. */
export async function Parts({ analysis, notes }: { analysis: Analysis; notes: readonly string[] }) {
  const t = await getTranslations('consumption.table');
  const locale = await getLocale();
  const { parts, cost } = analysis;
  const unknown = <span className="text-soft">{t('unknown')}</span>;
  const volume = (value: Litres | null) => (value === null ? unknown : formatCubicMetres(value, locale));
  const columns: Column<Part>[] = [
    {
      key: 'period',
      head: t('period'),
      main: true,
      cell: part => (
        <span className="flex flex-wrap items-baseline gap-x-3 font-semibold">
          {periodName(part.from, part.to, locale)}
          {part.guess ? <Badge tone="warn">{t('guess')}</Badge> : null}
        </span>
      ),
    },
    { key: 'used', head: t('used'), align: 'end', cell: part => <strong>{volume(part.used)}</strong> },
    {
      key: 'perDay',
      head: t('perDay'),
      align: 'end',
      cell: part =>
        volume(part.used === null ? null : litres(Math.round(part.used / daysBetween(part.from, part.to)))),
    },
    ...(cost
      ? [
          {
            key: 'cost',
            head: t('cost'),
            align: 'end' as const,
            cell: (part: Part) => (part.cost === null ? unknown : formatMoney(part.cost, locale)),
          },
        ]
      : []),
    ...(analysis.comparison
      ? [
          {
            key: 'before',
            head: t('before'),
            align: 'end' as const,
            cell: (part: Part) => volume(part.yearBefore),
          },
        ]
      : []),
  ];
  return (
    <Sheet title={t('title')} id="parts">
      <Table caption={t('caption')} rows={parts} rowKey={part => part.from} columns={columns} />
      <div className="grid max-w-prose gap-2 text-small text-soft">
        {notes.map(note => (
          <p key={note}>{note}</p>
        ))}
      </div>
    </Sheet>
  );
}
