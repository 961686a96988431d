import 'server-only';
import { sql, type SQL } from 'drizzle-orm';
import { placeLine, type Address } from '@/lib/customers/address';
import { formatDay, type Day } from '@/lib/kernel/dates';
import type { CurrentUtility } from '@/lib/settings/declared';
import { leadsOf } from '../kinds';
import { isSuperseded, readOccurrence } from '../rules';
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
  readonly number: string;
  readonly place: Address;
  readonly endsOn: Day;
}

const leads = (current: CurrentUtility) => leadsOf('contract_expiry', current);

/** A new contract of the same customer for the same place takes over on the day that contract `k` ends, or the next. */
const succeeded = sql.raw(`exists (select from contracts n where n.customer_id = k.customer_id
  and n.service_point_id = k.service_point_id and n.id <> k.id and n.starts_on > k.starts_on
  and n.starts_on between k.ends_on and k.ends_on + 1 and (n.ends_on is null or n.ends_on > k.ends_on))`);

const rows = (today: Day, current: CurrentUtility, where: SQL): SQL => sql`
  select k.id as entity_id, k.customer_id, 'end:' || k.ends_on || ':' || l.lead as occurrence,
    json_build_object('customerNumber', c.customer_number, 'number', k.contract_number, 'endsOn', k.ends_on,
      'place', ${placeJson}) as facts
  from contracts k join customers c on c.id = k.customer_id join service_points s on s.id = k.service_point_id
    cross join lateral (select min(d) as lead from unnest(${leadsParam(leads(current))}) d
      where k.ends_on - d <= ${today}::date) l
  where ${where}`;

/** A fixed-term contract that is in force ends, and no other takes its place. */
export const contractExpiry: Source<'contract_expiry', Facts> = {
  kind: 'contract_expiry',
  due: (today, _connection, _now, current) =>
    rows(
      today,
      current,
      sql`k.ends_on >= ${today}::date and k.starts_on <= ${today}::date
        and k.ends_on - l.lead >= ${today}::date - ${current.notifications.catchUpDays}::int
        and not ${succeeded}`,
    ),
  of: (ids, today, current) =>
    rows(today, current, sql`k.id = any(${idsParam(ids)}) and k.ends_on is not null`),
  say: ({ customerNumber, number, place, endsOn }, { locale }) => ({
    mail: { customerNumber, number, place: placeLine(place), ends: formatDay(endsOn, locale) },
    sms: { number, ends: smsDay(endsOn, locale) },
  }),
  judge: async (connection, messages, today, _now, current) => {
    const found = await connection.execute<{ id: string; ends: Day | null; succeeded: boolean }>(sql`
      select k.id::text, k.ends_on::text as ends, ${succeeded} as succeeded
      from contracts k where k.id = any(${idsParam(messages.map(entityIdOf))})`);
    const contracts = new Map(found.map(row => [Number(row.id), row]));
    const verdict = (entityId: number, occurrence: string) => {
      const contract = contracts.get(entityId);
      const told = readOccurrence(occurrence);
      if (!contract || !told) return cancelled('changed');
      if (contract.ends === null || contract.ends > told.on) return cancelled('prolonged');
      if (contract.ends < told.on) return cancelled('ended');
      if (told.on < today) return expired;
      if (contract.succeeded) return cancelled('prolonged');
      return isSuperseded(told.on, told.lead, leads(current), today) ? cancelled('superseded') : null;
    };
    return withdrawn(messages, verdict);
  },
};
