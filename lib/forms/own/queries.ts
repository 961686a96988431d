import 'server-only';
import { rawSql } from '@/db/client';
import type { CustomerActor } from '@/lib/auth/actor';
import { currentId } from '@/lib/auth/scopes';
import { placeLine, postalLine, streetLine, type Address } from '@/lib/customers/address';
import type { Day } from '@/lib/kernel/dates';
import type { FormOwner } from './document';

interface Row extends Address {
  readonly customerNumber: string;
  readonly name: string;
  readonly nip: string | null;
  readonly phone: string | null;
  readonly contracts: readonly string[];
  readonly points: readonly Address[];
  readonly main: readonly string[];
  readonly additional: readonly string[];
}

/** The only one; null where there are none or several, of which the form cannot know the right one. */
const only = <T>(all: readonly T[]): T | null => (all.length === 1 ? all[0]! : null);

/**
 * What fills in a paper form of the customer that is looked at. Contract, place and meters only where a contract runs
 * today (S13) and there is one of each; the telephone is the account's own.
 */
export async function formOwner(actor: CustomerActor, today: Day): Promise<FormOwner> {
  const sql = rawSql();
  const [row] = await sql<Row[]>`
    with own as (
      select k.contract_number, k.service_point_id from contracts k
      where k.customer_id = ${currentId(actor, 'all')}::bigint and k.starts_on <= ${today}
        and coalesce(k.ends_on, ${today}) >= ${today}
    ), fitted as (
      select m.serial_number, m.role from meters m
      where m.service_point_id in (select service_point_id from own)
        and m.installed_on <= ${today} and coalesce(m.removed_on, 'infinity') > ${today}
    )
    select c.customer_number as "customerNumber", c.name, c.nip, c.street, c.building, c.unit,
      c.postal_code as "postalCode", c.city,
      (select a.phone from accounts a where a.id = ${actor.accountId}::bigint) as phone,
      (select coalesce(json_agg(contract_number), '[]') from own) as contracts,
      (select coalesce(json_agg(json_build_object('street', s.street, 'building', s.building, 'unit', s.unit,
          'postalCode', s.postal_code, 'city', s.city)), '[]')
        from service_points s where s.id in (select service_point_id from own)) as points,
      (select coalesce(json_agg(serial_number), '[]') from fitted where role = 'main') as main,
      (select coalesce(json_agg(serial_number), '[]') from fitted where role = 'additional') as additional
    from customers c where c.id = ${actor.current.id}::bigint`;
  const { customerNumber, name, nip, phone, contracts, points, main, additional } = row!;
  const point = only(points);
  return {
    customerNumber,
    name,
    nip,
    phone,
    email: actor.email,
    address: [streetLine(row!), postalLine(row!)].filter(Boolean).join(', '),
    contractNumber: only(contracts),
    pointAddress: point && placeLine(point),
    mainMeter: only(main),
    additionalMeter: only(additional),
  };
}
