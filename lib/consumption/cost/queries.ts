import 'server-only';
import { sql } from 'drizzle-orm';
import { db, type Connection } from '@/db/client';
import type { Day } from '@/lib/kernel/dates';
import type { Grosze } from '@/lib/kernel/money';
import type { Litres } from '@/lib/kernel/volume';
import { pricesOf, type TariffRow } from '@/lib/tariffs/rules';
import { exactCost, roundedCost, type ChargedTerm } from '../rules/cost';

/**
 * What a use costs a customer at one of the own points by the prices of a day, with VAT, without subscription.
 * @param customerId bounds the contracts, and by them the prices
 * @param point its number
 * @returns null when a price is not known
 */
export async function costOfUse(
  { customerId, point, used, on }: { customerId: number; point: string; used: Litres; on: Day },
  connection: Connection = db(),
): Promise<Grosze | null> {
  const contracts = await connection.execute<ChargedTerm & Record<string, unknown>>(sql`
    select k.service, k.tariff_group as "tariffGroup", k.starts_on::text as "from", (k.ends_on + 1)::text as "to"
    from contracts k join service_points p on p.id = k.service_point_id
    where k.customer_id = ${customerId} and p.service_point_number = ${point}`);
  const groups = contracts.map(({ tariffGroup }) => tariffGroup ?? '').join('\n');
  const rows = await connection.execute<TariffRow & Record<string, unknown>>(sql`
    select tariff_group as "group", item, valid_from::text as "validFrom", valid_to::text as "validTo",
      net_price::text as "netPrice", vat_rate::text as "vatRate"
    from tariffs where tariff_group = any(string_to_array(${groups}, chr(10)))`);
  const prices = pricesOf(rows);
  const water = exactCost(contracts, prices, 'water', on, used);
  const sewage = exactCost(contracts, prices, 'sewage', on, used);
  const total = water !== null && sewage !== null ? water + sewage : 0n;
  return total > 0n ? roundedCost(total) : null;
}
