import 'server-only';
import { rawSql } from '@/db/client';
import type { CustomerActor } from '@/lib/auth/actor';
import { currentId } from '@/lib/auth/scopes';
import type { Day } from '@/lib/kernel/dates';
import type { Address } from './address';

export type Service = 'water' | 'sewage' | 'water_sewage';

export interface Price {
  readonly item: 'water' | 'sewage' | 'subscription';
  /** zł net per m³, per month for the subscription; exact decimal */
  readonly netPrice: string;
  /** per cent, exact decimal */
  readonly vatRate: string;
  readonly validFrom: Day;
}

export interface Contract {
  readonly number: string;
  readonly service: Service;
  readonly signedOn: Day;
  readonly startsOn: Day;
  /** the last day; null for an indefinite contract */
  readonly endsOn: Day | null;
  readonly pointNumber: string;
  readonly address: Address;
  readonly tariffGroup: string | null;
  /** in force today; none for a contract that has ended, whose customer sees nothing after it (S13) */
  readonly prices: readonly Price[];
}

/** The current customer's contracts in one round trip: those that run first, then by their beginning, newest first. */
export async function listContracts(actor: CustomerActor, today: Day): Promise<Contract[]> {
  const sql = rawSql();
  return sql<Contract[]>`
    select k.contract_number as number, k.service, k.signed_on::text as "signedOn",
      k.starts_on::text as "startsOn", k.ends_on::text as "endsOn", s.service_point_number as "pointNumber",
      json_build_object('street', s.street, 'building', s.building, 'unit', s.unit,
        'postalCode', s.postal_code, 'city', s.city) as address,
      k.tariff_group as "tariffGroup",
      (select coalesce(json_agg(json_build_object('item', p.item, 'netPrice', p.net_price::text,
          'vatRate', p.vat_rate::text, 'validFrom', p.valid_from)
          order by array_position(array['water', 'sewage', 'subscription'], p.item::text)), '[]')
        from (select distinct on (t.item) t.item, t.net_price, t.vat_rate, t.valid_from from tariffs t
          where t.tariff_group = k.tariff_group and t.valid_from <= ${today}
            and coalesce(t.valid_to, ${today}) >= ${today}
            and (t.item = 'subscription' or strpos(k.service, t.item) > 0)
          order by t.item, t.valid_from desc) p
        where coalesce(k.ends_on, ${today}) >= ${today}) as prices
    from contracts k join service_points s on s.id = k.service_point_id
    where k.customer_id = ${currentId(actor, 'all')}::bigint
    order by coalesce(k.ends_on, ${today}) >= ${today} desc, k.starts_on desc, k.contract_number desc`;
}
