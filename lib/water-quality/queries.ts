import 'server-only';
import { rawSql } from '@/db/client';
import type { Day } from '@/lib/kernel/dates';
import type { Place } from './rules';

type Bilingual = { readonly pl: string; readonly en: string };

export interface WaterTest {
  readonly testedOn: Day;
  readonly verdict: 'fit' | 'conditional' | 'unfit';
  readonly note: { readonly pl: string | null; readonly en: string | null };
  readonly laboratory: string | null;
  /** exact decimal, mmol/l */
  readonly hardness: string | null;
  readonly example: boolean;
  readonly values: readonly TestValue[];
}

export interface TestValue {
  readonly parameter: string;
  readonly name: Bilingual;
  readonly unit: string | null;
  readonly value: string;
  readonly below: boolean;
  readonly limitMin: string | null;
  readonly limitMax: string | null;
}

export interface WaterZone {
  readonly zone: string;
  readonly name: Bilingual;
  readonly source: { readonly pl: string | null; readonly en: string | null };
  readonly example: boolean;
  readonly places: readonly Place[];
  /** the newest up to today; absent while none is entered */
  readonly test: WaterTest | null;
}

/** All zones with their newest test, in the utility's order; one round trip. Public. */
export async function listWaterZones(today: Day): Promise<WaterZone[]> {
  const sql = rawSql();
  return sql<WaterZone[]>`
    select z.zone, json_build_object('pl', z.name_pl, 'en', z.name_en) as name,
      json_build_object('pl', z.source_pl, 'en', z.source_en) as source, z.example,
      (select coalesce(json_agg(json_build_object('zone', z.zone, 'city', p.city, 'street', p.street)
          order by p.city, p.street nulls first), '[]')
        from water_zone_places p where p.zone_id = z.id) as places,
      (select json_build_object('testedOn', t.tested_on, 'verdict', t.verdict,
          'note', json_build_object('pl', t.note_pl, 'en', t.note_en), 'laboratory', t.laboratory,
          'hardness', t.hardness_mmol::text, 'example', t.example,
          'values', (select coalesce(json_agg(json_build_object('parameter', v.parameter,
              'name', json_build_object('pl', m.name_pl, 'en', m.name_en), 'unit', m.unit,
              'value', v.value::text, 'below', v.below, 'limitMin', m.limit_min::text,
              'limitMax', m.limit_max::text) order by m.position, m.parameter), '[]')
            from water_test_values v join water_parameters m using (parameter) where v.test_id = t.id))
        from water_tests t where t.zone_id = z.id and t.tested_on <= ${today}
        order by t.tested_on desc, t.id desc limit 1) as test
    from water_zones z order by z.position, z.zone`;
}
