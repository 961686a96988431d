import { Badge } from '@/components/ui/badge';
import { Sheet } from '@/components/ui/sheet';
import { Table } from '@/components/ui/table';
import { placeLine } from '@/lib/customers/address';
import { getTranslations } from '@/lib/i18n/server';
import { dayOf, formatDayShort, type Day } from '@/lib/kernel/dates';
import type { Locale } from '@/lib/kernel/money';
import { formatCubicMetres } from '@/lib/kernel/volume';
import type { MeterPoint } from '@/lib/meters/queries';
import { legalisationOn, type OwnMeter } from '@/lib/meters/rules';
import type { History } from '@/lib/readings/history/queries';

interface Placed {
  readonly meter: OwnMeter;
  readonly point: MeterPoint;
  readonly removed: boolean;
}

/** Every meter of the customer's own time with until when its legalisation holds. */
export async function MetersSheet({
  points,
  today,
  locale,
}: {
  points: readonly MeterPoint[];
  today: Day;
  locale: Locale;
}) {
  const [t, words] = [await getTranslations('office-customers.meters'), await getTranslations('meters')];
  const rows = points.flatMap((point): Placed[] => [
    ...point.meters.map(meter => ({ meter, point, removed: false })),
    ...point.removed.map(meter => ({ meter, point, removed: true })),
  ]);
  const legalised = ({ meter: { validUntil, removedOn }, removed }: Placed) => {
    if (removed) return removedOn ? t('removed', { day: formatDayShort(removedOn) }) : '–';
    if (validUntil === null) return '–';
    const { state } = legalisationOn(validUntil, today);
    if (state === 'valid') return formatDayShort(validUntil);
    return (
      <Badge tone={state === 'expired' ? 'bad' : 'warn'}>
        {state === 'expired' ? t('ended', { day: formatDayShort(validUntil) }) : formatDayShort(validUntil)}
      </Badge>
    );
  };
  return (
    <Sheet title={t('title')} id="meters">
      {rows.length === 0 ? (
        <p>{t('none')}</p>
      ) : (
        <Table
          caption={t('caption')}
          rows={rows}
          rowKey={({ meter, point }) => `${meter.serial} ${point.number}`}
          columns={[
            {
              key: 'serial',
              head: t('serial'),
              main: true,
              cell: ({ meter }) => <strong>{meter.serial}</strong>,
            },
            { key: 'role', head: t('role'), cell: ({ meter }) => words(`role.${meter.role}`) },
            { key: 'place', head: t('place'), cell: ({ point }) => placeLine(point.address) },
            {
              key: 'last',
              head: t('last'),
              cell: ({ meter: { last } }) =>
                last
                  ? t('state', { value: formatCubicMetres(last.value, locale), day: formatDayShort(last.on) })
                  : '–',
            },
            { key: 'legalisation', head: t('legalisation'), cell: legalised },
          ]}
        />
      )}
    </Sheet>
  );
}

const LATEST = 12;

export async function ReadingsSheet({ readings, locale }: { readings: History; locale: Locale }) {
  const t = await getTranslations('office-customers.readings');
  const rows = readings.entries.slice(0, LATEST);
  return (
    <Sheet title={t('title')} id="readings">
      {rows.length === 0 ? (
        <p>{t('none')}</p>
      ) : (
        <>
          <Table
            caption={t('caption')}
            rows={rows}
            rowKey={({ serial, at }) => `${serial} ${at.toISOString()}`}
            columns={[
              { key: 'day', head: t('day'), main: true, cell: ({ at }) => formatDayShort(dayOf(at)) },
              { key: 'serial', head: t('serial'), cell: ({ serial }) => serial },
              {
                key: 'how',
                head: t('how'),
                cell: ({ kind, origin }) =>
                  [t(`kind.${kind}`), origin === 'portal' ? t('own') : null].filter(Boolean).join(', '),
              },
              {
                key: 'value',
                head: t('value'),
                align: 'end',
                cell: ({ value }) => <strong>{formatCubicMetres(value, locale)}</strong>,
              },
            ]}
          />
        </>
      )}
    </Sheet>
  );
}
