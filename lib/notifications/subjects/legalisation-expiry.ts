import 'server-only';
import { sql, type SQL } from 'drizzle-orm';
import { placeLine, type Address } from '@/lib/customers/address';
import { formatDay, type Day } from '@/lib/kernel/dates';
import type { CurrentUtility } from '@/lib/settings/declared';
import { leadsOf } from '../kinds';
import { isSuperseded, readOccurrence } from '../rules';
import { meterHolders } from './meter-holders';
import { smsDay } from './sms-day';
import {
  cancelled,
  entityIdOf,
  expired,
  idsParam,
  leadsParam,
  placeJson,
  withdrawn,
  type Source,
} from './subject';

interface Facts {
  readonly customerNumber: string;
  readonly serial: string;
  readonly place: Address;
  readonly validUntil: Day;
}

const leads = (current: CurrentUtility) => leadsOf('legalisation_expiry', current);

const rows = (today: Day, current: CurrentUtility, where: SQL): SQL => sql`
  select m.id as entity_id, o.customer_id, 'valid:' || m.legalisation_valid_until || ':' || l.lead as occurrence,
    json_build_object('customerNumber', c.customer_number, 'serial', m.serial_number,
      'validUntil', m.legalisation_valid_until, 'place', ${placeJson}) as facts
  from meters m join service_points s on s.id = m.service_point_id
    join ${meterHolders(today)} o on o.service_point_id = m.service_point_id
    join customers c on c.id = o.customer_id
    cross join lateral (select min(d) as lead from unnest(${leadsParam(leads(current))}) d
      where m.legalisation_valid_until - d <= ${today}::date) l
  where m.role = 'additional' and m.legalisation_valid_until is not null and ${where}`;

const installed = (today: Day): SQL =>
  sql`(m.installed_on <= ${today}::date and (m.removed_on is null or m.removed_on > ${today}::date))`;

/** The legalisation of an installed additional meter ends: told to whoever has a contract for its place today. */
export const legalisationExpiry: Source<'legalisation_expiry', Facts> = {
  kind: 'legalisation_expiry',
  due: (today, _connection, _now, current) =>
    rows(
      today,
      current,
      sql`${installed(today)} and m.legalisation_valid_until >= ${today}::date
        and m.legalisation_valid_until - l.lead >= ${today}::date - ${current.notifications.catchUpDays}::int`,
    ),
  of: (ids, today, current) => rows(today, current, sql`m.id = any(${idsParam(ids)})`),
  say: ({ customerNumber, serial, place, validUntil }, { locale }) => ({
    mail: { customerNumber, serial, place: placeLine(place), validUntil: formatDay(validUntil, locale) },
    sms: { serial, validUntil: smsDay(validUntil, locale) },
  }),
  judge: async (connection, messages, today, _now, current) => {
    const found = await connection.execute<{ id: string; until: Day | null; installed: boolean }>(sql`
      select m.id::text, m.legalisation_valid_until::text as until, ${installed(today)} as installed
      from meters m where m.id = any(${idsParam(messages.map(entityIdOf))})`);
    const meters = new Map(found.map(row => [Number(row.id), row]));
    const verdict = (entityId: number, occurrence: string) => {
      const meter = meters.get(entityId);
      const told = readOccurrence(occurrence);
      if (!meter || !told) return cancelled('changed');
      if (!meter.installed) return cancelled('replaced');
      if (meter.until === null || meter.until > told.on) return cancelled('relegalised');
      if (meter.until < told.on) return cancelled('changed');
      if (told.on < today) return expired;
      return isSuperseded(told.on, told.lead, leads(current), today) ? cancelled('superseded') : null;
    };
    return withdrawn(messages, verdict);
  },
};
