import { day, dayOf, daysBetween, startOfDay, type Day } from '../../lib/kernel/dates';
import { grosze, ZERO } from '../../lib/kernel/money';
import { litres, toCubicMetres } from '../../lib/kernel/volume';
import { addDays, addMonths } from './calendar';
import { difference, settlementLines, sewageVolume, totals, used, type Line } from './billing';
import type { Draft, Note, Seller } from './draft';
import { ksefNotes } from './ksef-document';
import { meterHistory, type MeteredPeriod } from './meter-history';
import { contractNumber, invoiceNumber, ksefNumber, meterSerial, servicePointNumber } from './numbers';
import { address, type Address } from './places';
import type { CorrectionPlan, Plan, PropertyPlan } from './plan';
import type { Random } from './random';
import type { Counters, Rows } from './rows';
import { VAT_RATE, type TariffBook } from './tariffs';

/** What every customer's history is written with. */
export interface World {
  today: Day;
  book: TariffBook;
  counters: Counters;
  seller: Seller;
}

/** Invoices to businesses are in KSeF from this day on (DOMAIN: nearly all sellers since 1 April 2026). */
const KSEF_FROM = day('2026-04-01');

/** Writes one property (service point, contract, meters, readings) and drafts what was invoiced for it. */
export function writeProperty(
  rows: Rows,
  world: World,
  customer: Pick<Plan, 'kind' | 'where'> & { id: number },
  plan: PropertyPlan,
  random: Random,
): Draft[] {
  const { today, counters } = world;
  const pointId = counters.next('service_points');
  const place = address(
    random,
    customer.where,
    customer.kind === 'person' && !plan.garden && random.chance(0.5),
  );
  rows.service_points.push({ id: pointId, servicePointNumber: servicePointNumber(pointId), ...place });

  const start = addMonths(plan.lastReading, -plan.months);
  const startsOn = plan.newcomer ? start : addDays(start, -random.int(200, 4000));
  const signedOn = addDays(startsOn, -random.int(0, 12));
  const contractId = counters.next('contracts');
  const number = contractNumber(signedOn, contractId);
  rows.contracts.push({
    id: contractId,
    contractNumber: number,
    customerId: customer.id,
    servicePointId: pointId,
    service: plan.service,
    tariffGroup: plan.group,
    signedOn,
    startsOn,
    endsOn: lastDay(plan, today),
  });

  const { lives, periods } = meterHistory(plan, today, random, role =>
    meterSerial(role, counters.next(role)),
  );
  for (const life of lives) {
    const meterId = counters.next('meters');
    rows.meters.push({
      id: meterId,
      serialNumber: life.serial,
      servicePointId: pointId,
      role: life.role,
      // 99,999 m³ do for a house and most firms.
      digits: plan.openingState === undefined ? 5 : 8,
      installedOn: life.installedOn,
      removedOn: life.removedOn,
      legalisationValidUntil: life.legalisationValidUntil,
    });
    for (const read of life.reads) {
      const origin = 'billing';
      rows.readings.push({
        meterId,
        readAt: startOfDay(read.on),
        value: read.value,
        kind: read.kind,
        origin,
      });
    }
  }
  if (plan.leak !== undefined) writeLeak(rows, world, customer.id, plan, rows.meters.at(-1)!.id);
  const legalised = lives.find(life => life.role === 'additional')?.legalisationValidUntil;
  return draftInvoices(world, customer.kind, plan, periods, legalised, { contractId, number, place });
}

/** The hint that the portal opens when the last of a meter's monthly readings counts. */
function writeLeak(rows: Rows, world: World, customerId: number, plan: PropertyPlan, meterId: number): void {
  const reads = rows.readings.filter(reading => reading.meterId === meterId);
  const between = (months: number) => {
    const [from, to] = reads.slice(reads.length - 2 - months, reads.length - months);
    return { from: dayOf(from!.readAt), to: dayOf(to!.readAt), used: to!.value - from!.value };
  };
  const last = between(0);
  const days = daysBetween(last.from, last.to);
  const before = [12, 24].map(between);
  const usual =
    before.reduce((sum, { used }) => sum + used, 0) /
    before.reduce((sum, { from, to }) => sum + daysBetween(from, to), 0);
  const extra = Math.round(last.used - usual * days);
  const price = (['water', 'sewage'] as const).reduce(
    (sum, item) => sum + world.book.priceOn(plan.group, item, last.to),
    0,
  );
  rows.leak_hints.push({
    id: world.counters.next('leak_hints'),
    meterId,
    customerId,
    openedAt: startOfDay(addDays(last.to, 1)),
    fromDay: last.from,
    toDay: last.to,
    dailyLitres: litres(Math.round(last.used / days)),
    usualLitres: litres(Math.round(usual)),
    extraLitres: litres(extra),
    extraCost: grosze(Math.round((extra * price * (100 + VAT_RATE)) / 100_000)),
    closedAt: null,
  });
}

function lastDay(plan: PropertyPlan, today: Day): Day | null {
  if (plan.endsInDays === undefined) return null;
  // Ended: the closing reading is taken in the morning after.
  return plan.endsInDays < 0 ? addDays(plan.lastReading, -1) : addDays(today, plan.endsInDays);
}

function draftInvoices(
  { today, book, counters, seller }: World,
  kind: Plan['kind'],
  plan: PropertyPlan,
  periods: MeteredPeriod[],
  legalised: Day | undefined,
  contract: { contractId: number; number: string; place: Address },
): Draft[] {
  const drafts: Draft[] = [];
  const draft = (
    type: 'FV' | 'KOR',
    issuedOn: Day,
    period: MeteredPeriod,
    lines: Line[],
    more: Partial<Draft> = {},
  ): Draft => {
    const made: Draft = {
      contractId: contract.contractId,
      contractNumber: contract.number,
      place: contract.place,
      number: invoiceNumber(type, issuedOn, counters.next(`${type}${issuedOn.slice(0, 7)}`)),
      issuedOn,
      dueOn: addDays(issuedOn, plan.payWithin),
      saleFrom: period.from,
      saleTo: addDays(period.to, -1),
      lines,
      before: null,
      corrected: null,
      totals: more.before ? difference(more.before, lines) : totals(lines),
      notes: [],
      reason: null,
      cancelled: false,
      ksefNumber:
        kind === 'business' && issuedOn >= KSEF_FROM
          ? ksefNumber(seller.nip, issuedOn, counters.next('ksef'))
          : null,
      ...more,
    };
    if (made.ksefNumber) made.notes = [...ksefNotes(made), ...made.notes];
    drafts.push(made);
    return made;
  };
  periods.forEach((period, i) => {
    const issuedOn = addDays(period.to, plan.issueAfter);
    if (issuedOn > today) return;
    const deducted = period.garden && legalised && legalised >= addDays(period.to, -1) ? period.garden : null;
    const settle = (main: MeteredPeriod['main']) =>
      settlementLines(book, { group: plan.group, from: period.from, to: period.to, main, deducted });
    const right = settle(period.main);
    const notes = notesOf(period, deducted, right);
    const correction = plan.corrections.find(c => c.before === periods.length - 1 - i);
    const correctedOn = addDays(issuedOn, 12 + (i % 9));
    if (!correction || correctedOn > today) {
      draft('FV', issuedOn, period, right, { notes });
      return;
    }
    const wrong = settle(misread(period.main, correction));
    const cancelled = correction.reissued === true;
    const corrected = draft('FV', issuedOn, period, wrong, {
      notes: notesOf(period, deducted, wrong),
      cancelled,
    });
    if (cancelled) {
      draft('KOR', correctedOn, period, wrong.map(nothing), { before: wrong, corrected, reason: CANCELLED });
      draft('FV', correctedOn, period, right, { notes });
    } else {
      draft('KOR', correctedOn, period, right, { before: wrong, corrected, reason: MISREAD });
    }
  });
  return drafts;
}

const MISREAD = 'Błędny odczyt wodomierza';
const CANCELLED = 'Faktura wystawiona omyłkowo; zastępuje ją nowa';

/** A line taken back whole. */
const nothing = (line: Line): Line => ({ ...line, quantity: '0', net: ZERO, meter: null });

/** The closing state as it was wrongly read; never below the opening one. */
function misread(main: MeteredPeriod['main'], { tooMuch }: CorrectionPlan): MeteredPeriod['main'] {
  const last = main.at(-1)!;
  const wrong = litres(Math.max(last.readingFrom, last.readingTo + tooMuch));
  return [...main.slice(0, -1), { ...last, readingTo: wrong }];
}

function notesOf(period: MeteredPeriod, deducted: MeteredPeriod['garden'], lines: readonly Line[]): Note[] {
  const notes: Note[] = [];
  const { garden } = period;
  if (garden) {
    const sewer = lines.findIndex(line => line.name.startsWith('Ścieki'));
    const water = period.main.reduce((acc, span) => acc + used(span), 0);
    const m3 = (value: number) => toCubicMetres(litres(value));
    const states = `nr ${garden.serial}; ${m3(garden.readingFrom)} m3 -> ${m3(garden.readingTo)} m3`;
    notes.push({
      lineNo: sewer < 0 ? null : sewer + 1,
      key: 'Wodomierz dodatkowy (ogrodowy)',
      value: deducted
        ? `${states}; ${m3(used(garden))} m3 bezpowrotnie zużyte; ścieki ${m3(water)} - ${m3(used(garden))} = ${m3(sewageVolume(period.main, garden))} m3`
        : `${states}; legalizacja wygasła: nie odliczono`,
    });
  }
  if (period.estimated) notes.push({ lineNo: null, key: 'Odczyt', value: 'szacunkowy' });
  return notes;
}
