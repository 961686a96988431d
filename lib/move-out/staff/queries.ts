import 'server-only';
import { rawSql } from '@/db/client';
import type { StaffActor } from '@/lib/auth/actor';
import type { Address } from '@/lib/customers/address';
import type { Day } from '@/lib/kernel/dates';
import type { CaseState } from '@/lib/messages/rules/states';
import type { FinalReading } from '../queries';

/** A move-out as staff see it, with what the new party said. */
export interface StaffMoveOut {
  readonly ref: string;
  readonly state: CaseState;
  readonly answerBy: Day | null;
  readonly customerNumber: string;
  readonly customerName: string;
  readonly pointNumber: string;
  readonly address: Address;
  readonly handedOverOn: Day;
  readonly forwarding: { readonly street: string; readonly postalCode: string; readonly city: string };
  readonly partyEmail: string | null;
  readonly answer: 'confirmed' | 'objected' | null;
  /** an instant, as the database writes it */
  readonly answeredAt: string | null;
  readonly partyNote: string | null;
  readonly partyName: string | null;
  readonly partyPhone: string | null;
  readonly partyWantsContract: boolean;
  readonly readings: readonly FinalReading[];
}

const MOST = 200;

/**
 * Move-outs, those that are not closed first, then by the answer's day; at most 200. Who looks at one writes it into
 * the log (S12). @param ref of one alone
 */
export async function listMoveOuts(_actor: StaffActor, ref?: string): Promise<readonly StaffMoveOut[]> {
  const sql = rawSql();
  return sql<StaffMoveOut[]>`
    select k.ref, k.state, k.answer_by::text as "answerBy", c.customer_number as "customerNumber",
      c.name as "customerName", p.service_point_number as "pointNumber",
      json_build_object('street', p.street, 'building', p.building, 'unit', p.unit,
        'postalCode', p.postal_code, 'city', p.city) as address,
      m.handed_over_on::text as "handedOverOn",
      json_build_object('street', m.forwarding_street, 'postalCode', m.forwarding_postal_code,
        'city', m.forwarding_city) as forwarding,
      m.party_email as "partyEmail", m.answer, m.answered_at as "answeredAt", m.party_note as "partyNote",
      m.party_name as "partyName", m.party_phone as "partyPhone",
      m.party_wants_contract as "partyWantsContract",
      (select coalesce(json_agg(json_build_object('serial', t.serial_number, 'role', t.role, 'value', r.value_l,
          'partyValue', r.party_value_l) order by t.role = 'additional', t.serial_number), '[]')
        from move_out_readings r join meters t on t.id = r.meter_id where r.move_out_id = m.id) as readings
    from move_outs m join cases k on k.id = m.case_id join customers c on c.id = m.customer_id
      join service_points p on p.id = m.service_point_id
    where ${ref ?? null}::text is null or k.ref = ${ref ?? null}
    order by k.state = 'closed', k.answer_by, k.id limit ${MOST}`;
}
