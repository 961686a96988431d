import 'server-only';
import type postgres from 'postgres';
import { rawSql } from '@/db/client';
import type { CustomerActor } from '@/lib/auth/actor';
import type { Day } from '@/lib/kernel/dates';
import type { Address } from './address';
import { supplying, type SupplyContract } from './rules';

/** A contract with the address that it supplies. */
export interface PlacedContract extends SupplyContract {
  readonly address: Address;
}

type Fragment = postgres.PendingQuery<postgres.Row[]>;

/** @param customerId an expression of the surrounding statement */
export const contractsJson = (sql: postgres.Sql, customerId: Fragment): Fragment => sql`
  (select coalesce(json_agg(json_build_object('startsOn', k.starts_on, 'endsOn', k.ends_on,
     'pointNumber', s.service_point_number, 'address', json_build_object('street', s.street,
       'building', s.building, 'unit', s.unit, 'postalCode', s.postal_code, 'city', s.city))
     order by k.starts_on, k.contract_number), '[]')
   from contracts k join service_points s on s.id = k.service_point_id where k.customer_id = ${customerId})`;

/**
 * Where each customer of the account is supplied, by customer number: several addresses, one, or none before
 * the first contract. One round trip.
 */
export async function managedPlaces(
  actor: CustomerActor,
  today: Day,
): Promise<ReadonlyMap<string, readonly Address[]>> {
  const sql = rawSql();
  const ids = actor.customers.map(customer => customer.id);
  const rows = await sql<{ number: string; contracts: PlacedContract[] }[]>`
    select c.customer_number as number, ${contractsJson(sql, sql`c.id`)} as contracts
    from customers c where c.id = any(${ids}::bigint[])`;
  return new Map(
    rows.map(({ number, contracts }) => [number, supplying(contracts, today).map(({ address }) => address)]),
  );
}
