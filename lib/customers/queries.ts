import 'server-only';
import { rawSql } from '@/db/client';
import { AREAS } from '@/lib/announcements/queries';
import { AHEAD_DAYS, matchesAny, type Area } from '@/lib/announcements/rules';
import type { CustomerActor } from '@/lib/auth/actor';
import { currentId, opens } from '@/lib/auth/scopes';
import type { Address } from './address';
import { lineOf, type MeterRecord, type OwnDays } from '@/lib/consumption/rules/line';
import type { Supply } from '@/lib/consumption/rules/use';
import { yearOnYear, yearOnYearDays, type YearOnYear } from '@/lib/consumption/rules/year-on-year';
import { documentsJson, paymentsJson, type DocumentRow, type History } from '@/lib/invoices/history';
import { newestFirst, summaryOf, type InvoiceSummary } from '@/lib/invoices/queries';
import { settle, type SettlementTotals } from '@/lib/invoices/rules';
import { addDays, dayOf, startOfDay, type Day } from '@/lib/kernel/dates';
import type { Litres } from '@/lib/kernel/volume';
import type { ReadingKind } from '@/lib/meters/rules';
import { openLeaksJson, type OpenLeak } from '@/lib/readings/leaks/queries';
import { NOTICE_DAYS, runs, supplying } from './rules';

export interface PayingAccount {
  /** the customer's individual account; null: the utility's own serves */
  readonly account: string | null;
  /** when it was changed and nobody has confirmed that yet */
  readonly changedAt: Date | null;
  /** the customer's own, when it is a business */
  readonly nip: string | null;
}

export interface Upcoming {
  readonly kind: 'legalisation' | 'contract';
  /** the meter's serial number or the contract's number */
  readonly name: string;
  readonly on: Day;
}

/** A failure or planned work at one of the customer's own addresses. */
export interface OwnAnnouncement {
  readonly ref: string;
  readonly kind: 'failure' | 'planned';
  readonly title: { readonly pl: string; readonly en: string | null };
  readonly startsAt: Date;
  readonly endsAt: Date | null;
  readonly running: boolean;
}

export interface Dashboard {
  /** addresses of the contracts that run, of the last one when none does */
  readonly addresses: readonly Address[];
  /** whether the access shows amounts; if not, there are no documents here, which does not mean none */
  readonly amounts: boolean;
  readonly paying: PayingAccount;
  readonly totals: SettlementTotals;
  /** open documents, the oldest due date first */
  readonly open: readonly InvoiceSummary[];
  /** newest first */
  readonly latest: readonly InvoiceSummary[];
  readonly lastPaymentOn: Day | null;
  /** when billing data came last; null before the first import */
  readonly importedAt: Date | null;
  readonly leaks: readonly OpenLeak[];
  /** what goes on where the customer is supplied, failures first; what begins within a week last */
  readonly announcement: OwnAnnouncement | null;
  readonly consumption: YearOnYear | null;
  readonly upcoming: readonly Upcoming[];
}

const COMPARED_MONTHS = 6;
const LATEST = 4;

interface ContractRow {
  readonly contractNumber: string;
  readonly startsOn: Day;
  readonly endsOn: Day | null;
  readonly pointNumber: string;
  readonly address: Address;
}

interface MeterRow {
  readonly serial: string;
  readonly role: 'main' | 'additional';
  readonly pointNumber: string;
  readonly digits: number | null;
  readonly installedOn: Day;
  readonly removedOn: Day | null;
  readonly legalisationValidUntil: Day | null;
  /** the unbroken time for which the point has been the customer's own; `until` is exclusive */
  readonly since: Day;
  readonly until: Day | null;
  readonly states: readonly { at: string; value: Litres; kind: ReadingKind }[];
}

interface Row extends History {
  /** null where the access shows no amounts */
  readonly customer: { account: string | null; changedAt: string | null; nip: string | null } | null;
  readonly contracts: readonly ContractRow[];
  readonly meters: readonly MeterRow[];
  readonly importedAt: string | null;
  readonly leaks: readonly OpenLeak[];
  /** of everybody: which of them concern the customer is judged here */
  readonly announcements: readonly {
    readonly ref: string;
    readonly kind: 'failure' | 'planned';
    readonly title: { readonly pl: string; readonly en: string | null };
    readonly startsAt: string;
    readonly endsAt: string | null;
    readonly areas: readonly Area[];
  }[];
}

let asked: { today: Day; instants: string } | undefined;

/** The instants next to which states are read, the same for everybody on one day. */
function askedInstants(today: Day): string {
  if (asked?.today !== today) {
    const instants = yearOnYearDays(today, COMPARED_MONTHS).map(day => startOfDay(day).toISOString());
    asked = { today, instants: instants.join() };
  }
  return asked.instants;
}

/**
 * All that the current customer's dashboard shows, in one round trip. Of each meter only the states next to the
 * days that the comparison asks for are read (telemetry has 35,000 a year), and only those of the
 * unbroken time for which the point has been the customer's own (SECURITY S13).
 */
export async function dashboard(actor: CustomerActor, now: Date): Promise<Dashboard> {
  const today = dayOf(now);
  const sql = rawSql();
  const id = sql`${actor.current.id}::bigint`;
  const paying = sql`${currentId(actor, 'invoices')}::bigint`;
  const amounts = opens(actor.current, 'invoices');
  const days = askedInstants(today);
  const soon = new Date(now.getTime() + AHEAD_DAYS * 86_400_000).toISOString();
  const [row] = await sql<[Row]>`
    with own as (
      select k.contract_number, k.starts_on, k.ends_on, k.service_point_id, s.service_point_number,
        k.starts_on::timestamp at time zone 'Europe/Warsaw' as starts_at,
        coalesce((k.ends_on + 1)::timestamp at time zone 'Europe/Warsaw', 'infinity') as ends_at,
        json_build_object('street', s.street, 'building', s.building, 'unit', s.unit,
          'postalCode', s.postal_code, 'city', s.city) as address
      from contracts k join service_points s on s.id = k.service_point_id
      where k.customer_id = ${id}
    )
    select ${documentsJson(sql, paying)} as documents, ${paymentsJson(sql, paying)} as payments,
      (select json_build_object('account', c.bank_account, 'nip', c.nip, 'changedAt',
          case when c.bank_account_confirmed_at is null
            or c.bank_account_confirmed_at < c.bank_account_changed_at then c.bank_account_changed_at end)
        from customers c where c.id = ${paying}) as customer,
      (select coalesce(json_agg(json_build_object('contractNumber', o.contract_number,
          'startsOn', o.starts_on, 'endsOn', o.ends_on, 'pointNumber', o.service_point_number,
          'address', o.address) order by o.starts_on, o.contract_number), '[]') from own o) as contracts,
      (select coalesce(json_agg(json_build_object('serial', m.serial_number, 'role', m.role,
          'pointNumber', p.service_point_number, 'installedOn', m.installed_on, 'removedOn', m.removed_on,
          'digits', m.digits, 'legalisationValidUntil', m.legalisation_valid_until,
          'since', (p.starts_at at time zone 'Europe/Warsaw')::date,
          'until', case when isfinite(p.ends_at) then (p.ends_at at time zone 'Europe/Warsaw')::date end,
          'states', (select coalesce(json_agg(json_build_object('at', r.read_at, 'value', r.value_l, 'kind', r.kind)
              order by r.read_at), '[]')
            from (
              select n.read_at, n.value_l, n.kind from unnest(string_to_array(${days}, ',')::timestamptz[]) as asked(at),
                lateral (select x.read_at, x.value_l, x.kind from readings x where x.meter_id = m.id
                  and x.read_at <= asked.at and x.read_at >= p.starts_at and x.read_at <= p.ends_at
                  order by x.read_at desc limit 1) n
              union
              select n.read_at, n.value_l, n.kind from unnest(string_to_array(${days}, ',')::timestamptz[]) as asked(at),
                lateral (select x.read_at, x.value_l, x.kind from readings x where x.meter_id = m.id
                  and x.read_at > asked.at and x.read_at >= p.starts_at and x.read_at <= p.ends_at
                  order by x.read_at limit 1) n
            ) r)) order by m.serial_number), '[]')
        from (select q.service_point_id, q.service_point_number, lower(span) as starts_at, upper(span) as ends_at
            from (select o.service_point_id, o.service_point_number,
                range_agg(tstzrange(o.starts_at, o.ends_at, '[]')) as owned from own o group by 1, 2) q,
              unnest(q.owned) as span
            where span @> ${now.toISOString()}::timestamptz) p
        join meters m on m.service_point_id = p.service_point_id
        where m.role = 'main' or m.removed_on is null) as meters,
      (select max(f.finished_at) from imports f) as "importedAt",
      (select coalesce(json_agg(json_build_object('ref', a.ref, 'kind', a.kind,
          'title', json_build_object('pl', a.title_pl, 'en', a.title_en), 'startsAt', a.starts_at,
          'endsAt', a.ends_at, 'areas', ${sql.unsafe(AREAS)}) order by a.starts_at, a.id), '[]')
        from announcements a where a.published_at <= ${now.toISOString()}::timestamptz
          and coalesce(least(a.ended_at, a.ends_at), 'infinity') > ${now.toISOString()}::timestamptz
          and a.starts_at <= ${soon}::timestamptz) as announcements,
      ${openLeaksJson(sql, id, today, amounts)} as leaks`;
  return shown(row, { amounts, contracts: opens(actor.current, 'all') }, now, today);
}

function shown(row: Row, access: { amounts: boolean; contracts: boolean }, now: Date, today: Day): Dashboard {
  const { invoices: settled, totals } = settle(row.documents, row.payments, today);
  const summary = (document: DocumentRow): InvoiceSummary => summaryOf(document, settled.get(document.id)!);
  const running = row.contracts.filter(contract => runs(contract, today));
  return {
    addresses: supplying(row.contracts, today).map(({ address }) => address),
    amounts: access.amounts,
    paying: {
      account: row.customer?.account ?? null,
      changedAt: row.customer?.changedAt ? new Date(row.customer.changedAt) : null,
      nip: row.customer?.nip ?? null,
    },
    totals,
    open: row.documents
      .filter(document => settled.get(document.id)!.open > 0)
      .sort((a, b) => (a.dueOn + a.issuedOn + a.number < b.dueOn + b.issuedOn + b.number ? -1 : 1))
      .map(summary),
    latest: [...row.documents].sort(newestFirst).slice(0, LATEST).map(summary),
    lastPaymentOn: row.payments.reduce<Day | null>(
      (last, payment) => (last === null || payment.bookedOn > last ? payment.bookedOn : last),
      null,
    ),
    leaks: row.leaks,
    announcement: ownAnnouncement(row, running, now),
    importedAt: row.importedAt === null ? null : new Date(row.importedAt),
    consumption: compared(row, running, today),
    upcoming: upcoming(row, running, today).filter(({ kind }) => kind !== 'contract' || access.contracts),
  };
}

/** One at most: what goes on before what is to come, a failure before planned work. */
function ownAnnouncement(row: Row, running: readonly ContractRow[], now: Date): OwnAnnouncement | null {
  const own = row.announcements
    .filter(({ areas }) => running.some(({ address }) => matchesAny(address, areas)))
    .map(({ ref, kind, title, startsAt, endsAt }): OwnAnnouncement => ({
      ref,
      kind,
      title,
      startsAt: new Date(startsAt),
      endsAt: endsAt === null ? null : new Date(endsAt),
      running: new Date(startsAt) <= now,
    }));
  const weight = ({ running: on, kind }: OwnAnnouncement) => (on ? 2 : 0) + (kind === 'failure' ? 1 : 0);
  return own.sort((a, b) => weight(b) - weight(a))[0] ?? null;
}

function compared(row: Row, running: readonly ContractRow[], today: Day): YearOnYear | null {
  const points = new Map(running.map(contract => [contract.pointNumber, contract.startsOn]));
  const supplies = [...points].map(([point, startsOn]): Supply => {
    const meters = row.meters.filter(meter => meter.role === 'main' && meter.pointNumber === point);
    const own = { since: meters[0]?.since ?? startsOn, until: meters[0]?.until ?? null };
    return {
      own: [own],
      lines: meters.map(meter => lineOf(recordOf(meter, own))).filter(line => line !== null),
    };
  });
  return yearOnYear(supplies, today, COMPARED_MONTHS);
}

const recordOf = ({ installedOn, removedOn, digits, states }: MeterRow, own: OwnDays): MeterRecord => ({
  own,
  installedOn,
  removedOn,
  digits,
  readings: states.map(({ at, value, kind }) => ({ at: new Date(at), value, kind })),
});

/** Only what is the customer's to do: the main meter's legalisation is the utility's duty (DOMAIN). */
function upcoming(row: Row, running: readonly ContractRow[], today: Day): Upcoming[] {
  const until = addDays(today, NOTICE_DAYS);
  const points = new Set(running.map(contract => contract.pointNumber));
  const legalisations = row.meters
    .filter(meter => meter.role === 'additional' && meter.removedOn === null && points.has(meter.pointNumber))
    .flatMap(({ serial, legalisationValidUntil: on }): Upcoming[] =>
      on !== null && on <= until ? [{ kind: 'legalisation', name: serial, on }] : [],
    );
  const contracts = running.flatMap(({ contractNumber, endsOn: on }): Upcoming[] =>
    on !== null && on <= until ? [{ kind: 'contract', name: contractNumber, on }] : [],
  );
  return [...legalisations, ...contracts].sort((a, b) => (a.on < b.on ? -1 : 1));
}
