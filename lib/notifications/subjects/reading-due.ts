import 'server-only';
import { sql, type SQL } from 'drizzle-orm';
import { env } from '@/lib/env';
import { placeLine, type Address } from '@/lib/customers/address';
import { addDays, formatDay, type Day } from '@/lib/kernel/dates';
import { windowEnd } from '@/lib/readings/rules/window';
import { createReadingLink } from '@/lib/readings/unsigned/commands';
import type { CurrentUtility } from '@/lib/settings/declared';
import { unsubscribeUrl } from '../unsubscribe/token';
import { meterHolders } from './meter-holders';
import { smsDay } from './sms-day';
import { cancelled, entityIdOf, expired, idsParam, placeJson, withdrawn, type Source } from './subject';

interface Facts {
  readonly customerNumber: string;
  readonly serial: string;
  readonly place: Address;
  readonly until: Day;
}

/** No window lasts longer. */
const LONGEST = 62;

/** The window that is open on a day; null when none is, and where readings are taken at any time. */
function openWindow(
  today: Day,
  { readingWindows: windows }: CurrentUtility,
): { from: Day; until: Day } | null {
  const until = windowEnd(windows, today);
  if (until === null) return null;
  let from = today;
  while (addDays(today, -LONGEST) < from && windowEnd(windows, addDays(from, -1)) === until) {
    from = addDays(from, -1);
  }
  return { from, until };
}

/** A reading of meter `m` that stands was given for a day of the window. */
const given = (from: Day): SQL => sql`exists (select from submitted_readings g where g.meter_id = m.id
  and g.read_on >= ${from}::date and g.state not in ('rejected', 'withdrawn'))`;

const installed = (today: Day): SQL =>
  sql`(m.installed_on <= ${today}::date and (m.removed_on is null or m.removed_on > ${today}::date))`;

const rows = (today: Day, until: Day, where: SQL): SQL => sql`
  select m.id as entity_id, o.customer_id, ${`window:${until}`}::text as occurrence,
    json_build_object('customerNumber', c.customer_number, 'serial', m.serial_number, 'until', ${until}::date,
      'place', ${placeJson}) as facts
  from meters m join service_points s on s.id = m.service_point_id
    join ${meterHolders(today)} o on o.service_point_id = m.service_point_id
    join customers c on c.id = o.customer_id
  where ${where}`;

const untilOf = (occurrence: string): Day => occurrence.slice('window:'.length) as Day;

/**
 * The reading window is open: once a window and meter, with the signed link that opens the form of that meter. The
 * token stands in the frozen text and nowhere else; the link's row has its hash. Not to who has given a reading.
 */
export const readingDue: Source<'reading_due', Facts> = {
  kind: 'reading_due',
  due: (today, _connection, _now, current) => {
    const window = openWindow(today, current);
    return window && rows(today, window.until, sql`${installed(today)} and not ${given(window.from)}`);
  },
  of: (ids, today, current) =>
    rows(today, openWindow(today, current)?.until ?? today, sql`m.id = any(${idsParam(ids)})`),
  say: async ({ customerNumber, serial, place, until }, to, connection, { entityId }, now) => {
    const { token } = await createReadingLink(
      connection,
      { meterId: entityId, customerId: to.customerId },
      now,
    );
    const readingUrl = `${env().APP_URL}/r/${token}`;
    return {
      mail: {
        customerNumber,
        serial,
        place: placeLine(place),
        until: formatDay(until, to.locale),
        readingUrl,
        unsubscribeUrl: unsubscribeUrl({ ...to, kind: 'reading_due' }),
      },
      sms: { serial, until: smsDay(until, to.locale), readingUrl },
    };
  },
  judge: async (connection, messages, today, _now, current) => {
    const window = openWindow(today, current);
    const found = await connection.execute<{ id: string; installed: boolean; given: boolean }>(sql`
      select m.id::text, ${installed(today)} as installed, ${given(window?.from ?? today)} as given
      from meters m where m.id = any(${idsParam(messages.map(entityIdOf))})`);
    const meters = new Map(found.map(row => [Number(row.id), row]));
    const verdict = (entityId: number, occurrence: string) => {
      const meter = meters.get(entityId);
      if (!meter) return cancelled('changed');
      if (untilOf(occurrence) < today) return expired;
      if (!meter.installed) return cancelled('replaced');
      return meter.given ? cancelled('reading_given') : null;
    };
    return withdrawn(messages, verdict);
  },
};
