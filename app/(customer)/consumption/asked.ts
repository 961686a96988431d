import type { Route } from 'next';
import { placeLine } from '@/lib/customers/address';
import type { ConsumptionPoint, Outline } from '@/lib/consumption/queries';
import {
  fittingStep,
  presetsOf,
  PRESETS,
  readPeriod,
  type Period,
  type PeriodFault,
  type Preset,
} from '@/lib/consumption/rules/periods';
import { chainsOf, hasReadings, metersOf, type Target } from '@/lib/consumption/rules/places';
import { STEPS, type Step } from '@/lib/consumption/rules/use';
import { addDays, dayOf, type Day } from '@/lib/kernel/dates';

type Params = Readonly<Record<string, string | string[] | undefined>>;

/** One thing whose water can be looked at. */
export interface Option {
  /** in the address; empty for everything */
  readonly value: string;
  readonly kind: 'all' | 'point' | 'main' | 'additional';
  readonly place: string;
  readonly serial: string;
  readonly targets: readonly Target[];
}

/** Everything together, each property, each garden meter, and main meters where a property has several at once. */
export function optionsOf(points: readonly ConsumptionPoint[]): Option[] {
  const whole = points.map((point): Option => ({
    value: `p-${point.number}`,
    kind: 'point',
    place: placeLine(point.address),
    serial: '',
    targets: [{ point, chain: null }],
  }));
  const known = whole.filter(({ targets }) => targets.some(hasReadings));
  const chains = points.flatMap(point => {
    const all = chainsOf(point.meters);
    return all
      .filter(([first]) => first!.role === 'additional' || all.filter(([m]) => m!.role === 'main').length > 1)
      .map((chain): Option => {
        const { serial, role } = chain.at(-1)!;
        const place = placeLine(point.address);
        return { value: `m-${serial}`, kind: role, place, serial, targets: [{ point, chain }] };
      });
  });
  const all: Option = {
    value: '',
    kind: 'all',
    place: '',
    serial: '',
    targets: known.flatMap(({ targets }) => targets),
  };
  return [
    ...(known.length > 1 ? [all] : []),
    ...known,
    ...chains.filter(({ targets }) => targets.some(hasReadings)),
  ];
}

export interface Asked {
  readonly option: Option;
  readonly presets: Partial<Record<Preset, Period>>;
  /** null: two days of one's own */
  readonly preset: Preset | null;
  /** null when the days cannot be read */
  readonly period: Period | null;
  /** as typed, for the form */
  readonly typed: { readonly from: string; readonly to: string } | null;
  readonly faults: readonly { readonly field: 'from' | 'to'; readonly fault: PeriodFault }[];
  readonly step: Step;
  /** the step asked for was too short for the period */
  readonly coarser: boolean;
  readonly unit: 'm3' | 'zl';
  /** the first and last day of readings */
  readonly known: { readonly from: Day; readonly to: Day } | null;
  /** this page with something else changed */
  readonly href: (change: Readonly<Record<string, string | null>>) => Route;
}

const text = (value: string | string[] | undefined): string => (typeof value === 'string' ? value : '');

/** What the address asks for. @param options not empty */
export function askedOf(params: Params, options: readonly Option[], outline: Outline, today: Day): Asked {
  const option = options.find(({ value }) => value === text(params.of)) ?? options[0]!;
  const presets = presetsOf(endOf(option, today), outline.settled);
  const own = text(params.from) !== '' || text(params.to) !== '';
  const preset = own
    ? null
    : (PRESETS.find(each => each === text(params.period) && presets[each]) ?? 'months');
  const read = preset ? presets[preset]! : readPeriod(text(params.from), text(params.to));
  const period = 'from' in read ? read : null;
  const wished = STEPS.find(each => each === text(params.step)) ?? 'month';
  const step = period ? fittingStep(wished, period) : wished;
  const kept: Record<string, string> = Object.fromEntries(
    ['from', 'to', 'period', 'step', 'of', 'unit']
      .map(name => [name, text(params[name])] as const)
      .filter(([, value]) => value !== ''),
  );
  return {
    option,
    presets,
    preset,
    period,
    typed: own ? { from: text(params.from), to: text(params.to) } : null,
    faults: 'from' in read ? [] : read,
    step,
    coarser: step !== wished,
    unit: params.unit === 'zl' ? 'zl' : 'm3',
    known: knownSpan(option),
    href: change => {
      const query = new URLSearchParams(
        Object.entries({ ...kept, ...change }).filter((pair): pair is [string, string] => pair[1] !== null),
      );
      return (query.size > 0 ? `/consumption?${query}` : '/consumption') as Route;
    },
  };
}

/** The day after the last one that counts. */
function endOf({ targets }: Option, today: Day): Day {
  const tomorrow = addDays(today, 1);
  const ends = targets.flatMap(({ point }) => point.own.map(({ until }) => until ?? tomorrow));
  const last = ends.sort().at(-1) ?? tomorrow;
  return last < tomorrow ? last : tomorrow;
}

function knownSpan({ targets }: Option): Asked['known'] {
  const days = targets
    .flatMap(target => metersOf(target))
    .flatMap(meter => [...meter.readings.values()].flat())
    .map(({ at }) => dayOf(at))
    .sort();
  const [from, to] = [days[0], days.at(-1)];
  return from && to && from < to ? { from, to } : null;
}
