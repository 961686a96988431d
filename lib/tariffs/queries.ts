import 'server-only';
import { rawSql } from '@/db/client';
import { pricesOf, type TariffPrice, type TariffRow } from './rules';

/** All prices that the billing system has given, past and future ones too, oldest first. Public. */
export async function listTariffPrices(): Promise<TariffPrice[]> {
  const sql = rawSql();
  const rows = await sql<TariffRow[]>`
    select tariff_group as "group", item, valid_from::text as "validFrom", valid_to::text as "validTo",
           net_price::text as "netPrice", vat_rate::text as "vatRate"
    from tariffs order by valid_from, tariff_group, item`;
  return pricesOf(rows);
}
