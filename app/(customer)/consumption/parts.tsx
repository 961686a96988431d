import { Badge } from '@/components/ui/badge';
import { Sheet } from '@/components/ui/sheet';
import type { Analysis, Part } from '@/lib/consumption/rules/analysis';
import { getLocale, getTranslations } from '@/lib/i18n/server';
import { daysBetween } from '@/lib/kernel/dates';
import { formatMoney } from '@/lib/kernel/money';
import { formatCubicMetres, litres, type Litres } from '@/lib/kernel/volume';
import { periodName } from './period-name';

const HEAD = 'border-b-2 border-line py-2 pl-5 text-right font-semibold text-soft first:pl-0 first:text-left';
const CELL = 'py-3 sm:pl-5 sm:text-right';
/** On a phone the lesser figures run on under the period, each with its word. */
const LESSER = `${CELL} max-sm:py-0 max-sm:text-soft`;

/**
 * The exact figures, part by part: what the drawing shows, and all that there is without it. On a phone a part takes
 * two or three lines; roles are spelled out because browsers forget what a table is once it is laid out otherwise.
 */
export async function Parts({ analysis, notes }: { analysis: Analysis; notes: readonly string[] }) {
  const t = await getTranslations('consumption.table');
  const locale = await getLocale();
  const { parts, cost, comparison } = analysis;
  const exact = (value: Litres) => formatCubicMetres(value, locale, 3);
  const figure = (value: string | null) => value ?? <span className="text-soft">{t('unknown')}</span>;
  const perDay = ({ from, to, used }: Part) =>
    used === null ? null : exact(litres(Math.round(used / daysBetween(from, to))));
  const heads = [t('period'), t('used'), t('perDay')];
  if (cost) heads.push(t('cost'));
  if (comparison) heads.push(t('before'));
  return (
    <Sheet title={t('title')} id="parts">
      <table role="table" className="w-full border-collapse text-small max-sm:block">
        <caption className="sr-only">{t('caption')}</caption>
        <thead role="rowgroup" className="max-sm:sr-only">
          <tr role="row">
            {heads.map(head => (
              <th key={head} role="columnheader" scope="col" className={HEAD}>
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup" className="max-sm:grid">
          {parts.map(part => (
            <tr
              key={part.from}
              role="row"
              className="border-b border-line last:border-b-0 max-sm:grid max-sm:grid-cols-[1fr_auto] max-sm:gap-x-4 max-sm:py-3 max-sm:first:border-t"
            >
              <th role="rowheader" scope="row" className="py-3 text-left font-semibold max-sm:py-0">
                <span className="flex flex-wrap items-baseline gap-x-3">
                  {periodName(part.from, part.to, locale)}
                  {part.guess ? <Badge tone="warn">{t('guess')}</Badge> : null}
                </span>
              </th>
              <td role="cell" className={`${CELL} font-semibold max-sm:py-0 max-sm:text-right`}>
                {figure(part.used === null ? null : exact(part.used))}
              </td>
              {part.used === null ? (
                <td role="cell" className={LESSER} />
              ) : (
                <td role="cell" className={LESSER}>
                  <Worded words={t('inRow.perDay', { used: perDay(part)! })}>{perDay(part)}</Worded>
                </td>
              )}
              {cost ? (
                <td role="cell" className={`${LESSER} max-sm:text-right`}>
                  {part.used === null
                    ? null
                    : figure(part.cost === null ? null : formatMoney(part.cost, locale))}
                </td>
              ) : null}
              {comparison ? (
                <td role="cell" className={`${LESSER} max-sm:col-span-2`}>
                  {part.yearBefore === null ? (
                    <span className="max-sm:hidden">{figure(null)}</span>
                  ) : (
                    <Worded words={t('inRow.before', { used: exact(part.yearBefore) })}>
                      {exact(part.yearBefore)}
                    </Worded>
                  )}
                </td>
              ) : null}
            </tr>
          ))}
        </tbody>
      </table>
      <div className="grid max-w-prose gap-2 text-small text-soft">
        {notes.map(note => (
          <p key={note}>{note}</p>
        ))}
      </div>
    </Sheet>
  );
}

/** A figure under its column's head, and with words of its own where the heads are not to be seen. */
const Worded = ({ words, children }: { words: string; children: React.ReactNode }) => (
  <>
    <span className="sm:hidden">{words}</span>
    <span className="max-sm:hidden">{children}</span>
  </>
);
