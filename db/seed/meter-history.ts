import type { Day } from '../../lib/kernel/dates';
import { litres, type Litres } from '../../lib/kernel/volume';
import { addDays, addMonths, daysBetween } from './calendar';
import type { MeterSpan } from './billing';
import type { PropertyPlan } from './plan';
import type { Random } from './random';

export type ReadingKind = 'actual' | 'estimated' | 'customer' | 'remote' | 'install' | 'removal';

export interface Read {
  on: Day;
  value: Litres;
  kind: ReadingKind;
}

/** One meter with everything that was read from it. */
export interface MeterLife {
  role: 'main' | 'additional';
  serial: string;
  installedOn: Day;
  removedOn: Day | null;
  legalisationValidUntil: Day;
  reads: Read[];
}

/** A settlement period with what each meter measured in it. */
export interface MeteredPeriod {
  from: Day;
  /** exclusive: the day of the closing reading */
  to: Day;
  main: MeterSpan[];
  garden: MeterSpan | null;
  estimated: boolean;
}

/** Use by month, January first, relative to the year's average: more in summer even without a garden. */
const SEASON = [0.93, 0.93, 0.95, 0.98, 1.04, 1.1, 1.12, 1.1, 1.02, 0.97, 0.94, 0.92];
/** Litres a day that a garden drinks. */
const GARDEN = [0, 0, 0, 60, 190, 330, 420, 390, 150, 20, 0, 0];

const wholeCubicMetres = (state: number): number => Math.floor(state / 1000) * 1000;

/** A meter's counter while history is written: what it truly shows, and what was last read from it. */
class Counter {
  constructor(
    readonly life: MeterLife,
    public state: number,
  ) {}
  last: Read | null = null;

  read(on: Day, kind: ReadingKind, share = 1): Read {
    let value = kind === 'remote' ? this.state : wholeCubicMetres(this.state);
    if (kind === 'estimated' && this.last) {
      // Estimates stay a little below the truth, so that the next real reading settles the rest.
      const estimate = this.last.value + (this.state - this.last.value) * share;
      value = Math.max(this.last.value, wholeCubicMetres(estimate));
    }
    this.last = { on, value: litres(Math.max(value, this.last?.value ?? 0)), kind };
    this.life.reads.push(this.last);
    return this.last;
  }
}

const span = (counter: Counter, from: Read, to: Read): MeterSpan => ({
  serial: counter.life.serial,
  from: from.on,
  to: to.on,
  readingFrom: from.value,
  readingTo: to.value,
});

const FIVE_YEARS = 60;

/**
 * Writes the meters' history of one property: readings in time, and the settlement periods they close.
 * @param serialFor makes the next serial number
 */
export function meterHistory(
  plan: PropertyPlan,
  today: Day,
  random: Random,
  serialFor: (role: 'main' | 'additional') => string,
): { lives: MeterLife[]; periods: MeteredPeriod[] } {
  const start = addMonths(plan.lastReading, -plan.months);
  const lives: MeterLife[] = [];
  const counter = (role: MeterLife['role'], installedOn: Day, legalised: Day, state: number): Counter => {
    const life: MeterLife = {
      role,
      serial: serialFor(role),
      installedOn,
      removedOn: null,
      legalisationValidUntil: legalised,
      reads: [],
    };
    lives.push(life);
    return new Counter(life, state);
  };

  const age = plan.newcomer ? 0 : random.int(2, Math.max(3, 54 - plan.months));
  const installed = addMonths(start, -age);
  let main = counter(
    'main',
    installed,
    addMonths(installed, FIVE_YEARS),
    plan.openingState ?? (plan.newcomer ? 0 : age * plan.daily * 30 + random.int(0, 40_000)),
  );
  const opening: ReadingKind = plan.newcomer ? 'install' : plan.remote ? 'remote' : 'actual';
  let mainFrom = main.read(start, opening);

  let garden: Counter | null = null;
  let gardenFrom: Read | null = null;
  if (plan.garden) {
    const until = addDays(today, plan.garden.legalisedForDays);
    const from = addMonths(until, -FIVE_YEARS);
    garden = counter(
      'additional',
      from < start ? from : start,
      until,
      from < start ? random.int(20, 160) * 1000 : 0,
    );
    gardenFrom = garden.read(start, from < start ? opening : 'install');
  }

  const periods: MeteredPeriod[] = [];
  let spans: MeterSpan[] = [];
  let periodFrom = start;
  const replacedIn = plan.replacedBefore === undefined ? -1 : plan.months - plan.replacedBefore;

  for (let month = 0; month < plan.months; month++) {
    const from = addMonths(start, month);
    const to = addMonths(start, month + 1);
    const days = daysBetween(from, to);
    const season = Number(from.slice(5, 7)) - 1;
    const green = garden ? Math.round(GARDEN[season]! * days * (0.7 + random.next() * 0.6)) : 0;
    const daily = plan.summerOnly && (season < 4 || season > 8) ? 0 : plan.daily;
    const use =
      Math.round(
        daily *
          days *
          SEASON[season]! *
          (0.82 + random.next() * 0.36) *
          (month === plan.months - 1 ? (plan.leak ?? 1) : 1),
      ) + green;

    let before = 0;
    if (month === replacedIn) {
      const on = addDays(from, random.int(9, 20));
      before = Math.round((use * daysBetween(from, on)) / days);
      main.state += before;
      spans.push(span(main, mainFrom, main.read(on, 'removal')));
      main.life.removedOn = on;
      main = counter('main', on, addMonths(on, FIVE_YEARS), random.int(0, 1) * 1000);
      mainFrom = main.read(on, 'install');
    }
    main.state += use - before;
    if (garden) garden.state += green;

    const settles = (plan.months - month - 1) % plan.period === 0;
    if (!settles && !plan.remote) continue;
    const kind = readingKind(plan, random, month);
    const share = 0.75 + random.next() * 0.2;
    const mainTo = main.read(to, kind, share);
    const gardenTo = garden?.read(to, kind, share) ?? null;
    if (!settles) continue;
    periods.push({
      from: periodFrom,
      to,
      main: [...spans, span(main, mainFrom, mainTo)],
      garden: garden && gardenFrom && gardenTo ? span(garden, gardenFrom, gardenTo) : null,
      estimated: kind === 'estimated',
    });
    spans = [];
    [mainFrom, gardenFrom, periodFrom] = [mainTo, gardenTo, to];
  }
  return { lives, periods };
}

function readingKind(plan: PropertyPlan, random: Random, month: number): ReadingKind {
  if (plan.remote) return 'remote';
  // The last reading of all is never a guess, and never two guesses run on for ever.
  const dice = random.next();
  if (dice < 0.15 && month < plan.months - 1) return 'estimated';
  return dice < 0.4 ? 'customer' : 'actual';
}
