import { getLocale, getTranslations } from '@/lib/i18n/server';
import { Badge, type Tone } from '@/components/ui/badge';
import { Disclosure } from '@/components/ui/disclosure';
import { Icon, type IconName } from '@/components/ui/icon';
import { Table } from '@/components/ui/table';
import { formatDecimal } from '@/lib/invoices/lines';
import { formatDay } from '@/lib/kernel/dates';
import type { Locale } from '@/lib/kernel/money';
import type { TestValue, WaterTest, WaterZone } from '@/lib/water-quality/queries';
import { HARDNESS_SCALE, hardnessOf, withinLimits } from '@/lib/water-quality/rules';

const VERDICTS: Record<WaterTest['verdict'], { ink: string; icon: IconName }> = {
  fit: { ink: 'text-good', icon: 'check' },
  conditional: { ink: 'text-warn', icon: 'alert' },
  unfit: { ink: 'text-bad', icon: 'alert' },
};

/** A zone: may its water be drunk, how hard is it, when was it tested; the figures for whoever wants them. */
export async function ZoneSheet({ zone, open }: { zone: WaterZone; open?: boolean }) {
  const t = await getTranslations('waterQuality');
  const locale = await getLocale();
  const { test } = zone;
  const source = zone.source[locale];
  const cities = [...new Set(zone.places.map(place => place.city))];
  return (
    <section
      aria-labelledby={`zone-${zone.zone}`}
      className="surface grid min-w-0 grid-cols-1 gap-5 rounded-lg border border-line bg-sheet p-5 sm:p-7"
    >
      <div className="grid gap-1">
        <div className="flex flex-wrap items-baseline gap-x-4">
          <h3 id={`zone-${zone.zone}`} className="text-lead">
            {zone.name[locale]}
          </h3>
          {zone.example || test?.example ? <Badge tone="warn">{t('example')}</Badge> : null}
        </div>
        <p className="text-soft">{[cities.join(', '), source].filter(Boolean).join('. ')}</p>
      </div>
      {test ? <TestResult test={test} zone={zone.zone} open={open} /> : <p>{t('noTest')}</p>}
    </section>
  );
}

async function TestResult({ test, zone, open }: { test: WaterTest; zone: string; open?: boolean }) {
  const t = await getTranslations('waterQuality');
  const locale = await getLocale();
  const verdict = VERDICTS[test.verdict];
  const note = test.note[locale];
  const title = t('values.title', { count: test.values.length });
  return (
    <>
      <div className="grid gap-1">
        <p className={`flex gap-2 text-lead font-bold ${verdict.ink}`}>
          <Icon name={verdict.icon} className="mt-1 size-6 shrink-0" />
          {t(`verdicts.${test.verdict}`)}
        </p>
        {note ? <p>{note}</p> : null}
        <p className="text-small text-soft">
          {test.laboratory
            ? t('testedBy', { day: formatDay(test.testedOn, locale), laboratory: test.laboratory })
            : t('tested', { day: formatDay(test.testedOn, locale) })}
        </p>
      </div>
      {test.hardness === null ? (
        <p>{t('hardness.unknown')}</p>
      ) : (
        <HardnessPart mmol={test.hardness} zone={zone} />
      )}
      {test.values.length > 0 ? (
        <div className="border-t border-line">
          <Disclosure title={title} open={open}>
            <Values caption={title} values={test.values} />
          </Disclosure>
        </div>
      ) : null}
    </>
  );
}

/** The figure in both units, where it stands on the scale, and what to set on the machines. */
async function HardnessPart({ mmol, zone }: { mmol: string; zone: string }) {
  const t = await getTranslations('waterQuality');
  const locale = await getLocale();
  const { degrees, scale } = hardnessOf(mmol);
  return (
    <div className="grid grid-cols-1 gap-3">
      <h4 id={`hardness-${zone}`} className="font-semibold">
        {t('hardness.value', {
          scale: t(`hardness.scale.${scale}`),
          mmol: formatDecimal(mmol, locale, 1),
          degrees: formatDecimal(degrees, locale, 1),
        })}
      </h4>
      <ol aria-labelledby={`hardness-${zone}`} className="grid max-w-xl grid-cols-3 gap-1 text-small">
        {HARDNESS_SCALE.map(step => (
          <li
            key={step}
            aria-current={step === scale ? 'true' : undefined}
            className={`grid gap-1 border-t-[6px] pt-2 ${step === scale ? 'border-accent font-semibold' : 'border-line text-soft'}`}
          >
            <span>{t(`hardness.scale.${step}`)}</span>
            <span>{t(`hardness.range.${step}`)}</span>
          </li>
        ))}
      </ol>
      <p className="max-w-prose">{t(`hardness.advice.${scale}`)}</p>
    </div>
  );
}

const formatValue = ({ value, below }: TestValue, locale: Locale): string =>
  `${below ? '<\u00a0' : ''}${formatDecimal(value, locale)}`;

async function Values({ caption, values }: { caption: string; values: readonly TestValue[] }) {
  const t = await getTranslations('waterQuality');
  const locale = await getLocale();
  const unit = (value: TestValue) => (value.unit ? `\u00a0${value.unit}` : '');
  const limit = (value: TestValue) => {
    const [min, max] = [value.limitMin, value.limitMax].map(text => text && formatDecimal(text, locale));
    if (min && max) return `${min}–${max}${unit(value)}`;
    if (max === '0') return `0${unit(value)}`;
    if (max) return t('values.atMost', { limit: `${max}${unit(value)}` });
    return min ? t('values.atLeast', { limit: `${min}${unit(value)}` }) : t('values.noLimit');
  };
  const judged = (value: TestValue): { tone: Tone; key: 'within' | 'outside' | 'noLimit' } => {
    const within = withinLimits(value);
    if (within === null) return { tone: 'plain', key: 'noLimit' };
    return within ? { tone: 'good', key: 'within' } : { tone: 'bad', key: 'outside' };
  };
  return (
    <Table
      caption={caption}
      rows={values}
      rowKey={value => value.parameter}
      columns={[
        {
          key: 'parameter',
          head: t('values.parameter'),
          main: true,
          cell: value => <span className="font-semibold">{value.name[locale]}</span>,
        },
        {
          key: 'value',
          head: t('values.value'),
          align: 'end',
          cell: value => `${formatValue(value, locale)}${unit(value)}`,
        },
        { key: 'limit', head: t('values.limit'), align: 'end', cell: limit },
        {
          key: 'judged',
          head: t('values.judged'),
          cell: value => {
            const { tone, key } = judged(value);
            return <Badge tone={tone}>{t(`values.${key}`)}</Badge>;
          },
        },
      ]}
    />
  );
}
