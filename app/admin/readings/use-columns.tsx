import { Columns, type Column } from '@/components/charts/columns';
import { getLocale, getTranslations } from '@/lib/i18n/server';
import { dayOf, daysBetween, type Day } from '@/lib/kernel/dates';
import { toCubicMetres, type Litres } from '@/lib/kernel/volume';
import type { ReviewedReading } from '@/lib/readings/review/queries';

/** So many spans between states; more would be too narrow to read. */
const MOST = 9;

/** `09.26` */
const monthOf = (day: Day): string => `${day.slice(5, 7)}.${day.slice(2, 4)}`;

/** Use of 30 days between each two states that were read, the one to be decided on last and hatched. */
export async function UseColumns({ reading }: { reading: ReviewedReading }) {
  const [t, locale] = [await getTranslations('office-readings.chart'), await getLocale()];
  const read = reading.history
    .filter(({ kind, at }) => kind !== 'estimated' && dayOf(at) < reading.readOn)
    .map(({ at, value }) => ({ on: dayOf(at), value, own: false }))
    .reverse();
  const states = [...read, { on: reading.readOn, value: reading.value as Litres, own: true }];
  const columns = states
    .slice(1)
    .map((state, index): Column => {
      const before = states[index]!;
      const days = Math.max(1, daysBetween(before.on, state.on));
      const used = state.value - before.value;
      return {
        label: monthOf(state.on),
        // A state that falls has no use that could be drawn.
        value: used < 0 ? null : Math.round((used / days) * 30) / 1000,
        before: null,
        guess: state.own,
      };
    })
    .slice(-MOST);
  if (columns.length === 0) return <p className="text-soft">{t('nothing')}</p>;
  const number = (value: number) =>
    toCubicMetres(Math.round(value * 1000) as Litres).replace('.', locale === 'pl' ? ',' : '.');
  return (
    <>
      <Columns columns={columns} label={t('label', { serial: reading.serial })} unit="m³" tick={number} />
      <p className="text-small text-soft">{t('key')}</p>
    </>
  );
}
