import 'server-only';
import { and, eq, isNull, sql } from 'drizzle-orm';
import { db, type Connection, type Transaction } from '@/db/client';
import { leakHints } from '@/db/schema';
import { costOfUse } from '@/lib/consumption/cost/queries';
import { leakHint, type LeakHint } from '@/lib/consumption/rules/leak';
import { usedBetween } from '@/lib/consumption/rules/use';
import { addDays, dayOf, daysBetween, startOfDay, type Day } from '@/lib/kernel/dates';
import { currentUtility } from '@/lib/settings/queries';
import { chainOf, supplyOf } from '../judged';
import { knownMeters, statesNear, type KnownMeter } from '../known';
import { sameSeasons } from '../rules/expected';
import { tellOfLeak } from './message';

/** Hints at a leak open and close with the readings that count; one is open for a meter at most. */

/** Use over fewer days says little; the state to compare with is at least so old. */
const COMPARED_DAYS = 7;

interface Finding {
  readonly from: Day;
  readonly to: Day;
  readonly hint: LeakHint | 'usual';
}

/** @returns null when nothing can be said: too little time, or nothing known of the same season */
async function find(
  connection: Connection,
  meter: KnownMeter,
  all: readonly KnownMeter[],
  now: Date,
): Promise<Finding | null> {
  if (!meter.previous) return null;
  const to = meter.previous.on;
  const earliest = addDays(to, -COMPARED_DAYS);
  const states = (await statesNear(connection, [meter], [earliest], now, undefined)).get(meter.id) ?? [];
  const before = states
    .filter(({ at, kind }) => kind !== 'estimated' && at <= startOfDay(earliest))
    .reduce<Date | null>((latest, { at }) => (latest === null || at > latest ? at : latest), null);
  if (!before) return null;
  const day = dayOf(before);
  const from = startOfDay(day).getTime() === before.getTime() ? day : addDays(day, 1);

  const seasons = sameSeasons(from, to);
  const asked = [from, to, ...seasons.flatMap(season => [season.from, season.to])];
  const chain = chainOf(meter, all);
  const supply = supplyOf(chain, await statesNear(connection, chain, asked, now, undefined));
  const usedIn = (first: Day, last: Day) => {
    const used = usedBetween([supply], first, last);
    return used === null ? [] : [{ days: daysBetween(first, last), used }];
  };
  const [use] = usedIn(from, to);
  if (!use) return null;
  const hint = leakHint(
    use,
    seasons.flatMap(season => usedIn(season.from, season.to)),
    (await currentUtility(connection)).leakFactor,
  );
  return hint && { from, to, hint };
}

/**
 * Judges a meter anew, after one of its states began or ceased to count: opens a hint and tells everybody who
 * manages the customer, keeps an open one true, or closes it when use is normal again. The water of an additional
 * meter has passed the main one, so that only main meters are judged.
 * @param tx holds the meter or the reading
 */
export async function judgeLeak(
  tx: Transaction,
  of: { readonly customerId: number; readonly serial: string },
  now: Date,
): Promise<void> {
  const all = await knownMeters(tx, of.customerId, now, { serials: [of.serial] });
  const meter = all.find(({ serial }) => serial === of.serial);
  if (meter?.role !== 'main') return;
  const finding = await find(tx, meter, all, now);
  const [open] = await tx
    .select({ id: leakHints.id, customerId: leakHints.customerId, toDay: leakHints.toDay })
    .from(leakHints)
    .where(and(eq(leakHints.meterId, meter.id), isNull(leakHints.closedAt)))
    .for('update');
  if (finding && finding.hint !== 'usual') {
    const figures = await figuresOf(tx, of.customerId, meter.point, finding.hint, finding);
    if (open?.customerId === of.customerId) {
      await tx.update(leakHints).set(figures).where(eq(leakHints.id, open.id));
      return;
    }
    // Of somebody who lived there before.
    if (open) await close(tx, open.id, now);
    const [made] = await tx
      .insert(leakHints)
      .values({ meterId: meter.id, customerId: of.customerId, openedAt: now, ...figures })
      .returning({ id: leakHints.id });
    await tellOfLeak(tx, { id: made!.id, customerId: of.customerId, serial: meter.serial, ...figures }, now);
    return;
  }
  // A hint whose own reading was taken back has nothing to stand on.
  const gone = open && (meter.previous === null || meter.previous.on < open.toDay);
  if (open && (finding !== null || gone)) await close(tx, open.id, now);
}

async function figuresOf(
  tx: Connection,
  customerId: number,
  point: string,
  { daily, usual, extra }: LeakHint,
  { from, to }: Finding,
) {
  return {
    fromDay: from,
    toDay: to,
    dailyLitres: daily,
    usualLitres: usual,
    extraLitres: extra,
    extraCost: await costOfUse({ customerId, point, used: extra, on: to }, tx),
  };
}

const close = (tx: Connection, id: number, now: Date) =>
  tx.update(leakHints).set({ closedAt: now }).where(eq(leakHints.id, id));

/**
 * Closes open hints that what came with an import has answered: a newer state shows normal use, the meter is gone,
 * or the customer. An import opens none (INTERFACES.md).
 * @returns how many
 */
export async function closeAnsweredLeaks(now: Date, connection: Connection = db()): Promise<number> {
  const open = await connection.execute<{ id: string; customerId: string; serial: string }>(sql`
    select h.id::text as id, h.customer_id::text as "customerId", m.serial_number as serial
    from leak_hints h join meters m on m.id = h.meter_id
    where h.closed_at is null and (m.removed_on is not null
      or not exists (select from contracts k where k.customer_id = h.customer_id
        and k.service_point_id = m.service_point_id and coalesce(k.ends_on, 'infinity') >= ${dayOf(now)})
      or exists (select from readings r where r.meter_id = h.meter_id
        and r.read_at > (h.to_day + 1)::timestamp at time zone 'Europe/Warsaw'))
    order by h.id`);
  let closed = 0;
  for (const { id, customerId, serial } of open) {
    const all = await knownMeters(connection, Number(customerId), now, { serials: [serial] });
    const meter = all.find(each => each.serial === serial);
    const present =
      meter && meter.removedOn === null && (meter.own.until === null || meter.own.until > dayOf(now));
    const finding = present ? await find(connection, meter, all, now) : null;
    if (present && finding?.hint !== 'usual') continue;
    await close(connection, Number(id), now);
    closed += 1;
  }
  return closed;
}
