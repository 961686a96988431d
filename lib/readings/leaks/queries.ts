import 'server-only';
import { rawSql } from '@/db/client';
import type postgres from 'postgres';
import type { CustomerActor } from '@/lib/auth/actor';
import { opens } from '@/lib/auth/scopes';
import type { Address } from '@/lib/customers/address';
import { dayOf, type Day } from '@/lib/kernel/dates';
import type { Grosze } from '@/lib/kernel/money';
import type { Litres } from '@/lib/kernel/volume';

/** A hint at a leak that stands. */
export interface OpenLeak {
  readonly serial: string;
  readonly address: Address;
  /** days of the two readings between which too much was used */
  readonly from: Day;
  readonly to: Day;
  /** a day's use then, and in the same season of earlier years */
  readonly daily: Litres;
  readonly usual: Litres;
  readonly extra: Litres;
  /** gross; null where no tariff is known */
  readonly cost: Grosze | null;
}

/**
 * Open hints at a customer's points as JSON, the greatest first: for the statement of a page that asks more.
 * @param customerId the current customer's: the clause that bounds it
 */
export const openLeaksJson = (
  sql: postgres.Sql,
  customerId: postgres.Fragment,
  today: Day,
  /** what it costs is for those who see amounts */
  amounts: boolean,
): postgres.Fragment => sql`
  (select coalesce(json_agg(json_build_object('serial', m.serial_number, 'from', h.from_day, 'to', h.to_day,
      'address', json_build_object('street', p.street, 'building', p.building, 'unit', p.unit,
        'postalCode', p.postal_code, 'city', p.city),
      'daily', h.daily_l, 'usual', h.usual_l, 'extra', h.extra_l,
      'cost', case when ${amounts}::boolean then h.extra_cost_gr end)
      order by h.extra_l desc, h.id), '[]')
    from leak_hints h join meters m on m.id = h.meter_id join service_points p on p.id = m.service_point_id
    where h.customer_id = ${customerId} and h.closed_at is null and m.removed_on is null
      and exists (select from contracts k where k.customer_id = h.customer_id
        and k.service_point_id = m.service_point_id
        and daterange(k.starts_on, k.ends_on, '[]') @> ${today}::date))`;

/** Open hints at the current customer's points, of contracts that run. */
export async function openLeaks(actor: CustomerActor, now: Date): Promise<readonly OpenLeak[]> {
  const sql = rawSql();
  const id = sql`${actor.current.id}::bigint`;
  const [row] = await sql<
    [{ leaks: OpenLeak[] }]
  >`select ${openLeaksJson(sql, id, dayOf(now), opens(actor.current, 'invoices'))} as leaks`;
  return row.leaks;
}
