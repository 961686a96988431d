import { addDays, parseDay, startOfDay, type Day } from '../kernel/dates';

/** What the audit log is asked for; an absent part asks for everything. */
export interface AuditFilter {
  /** of staff: their e-mail; of customers: their number; `system`: nobody signed in */
  readonly who?: string;
  /** the first word of the action, e.g. `account` */
  readonly area?: string;
  /** begins like this, e.g. `customer:K-000118` */
  readonly entity?: string;
  readonly from?: Day;
  /** the last day */
  readonly to?: Day;
}

type Params = Readonly<Record<string, string | string[] | undefined>>;

const text = (value: string | string[] | undefined): string | undefined =>
  (typeof value === 'string' && value.trim().slice(0, 100)) || undefined;

/** The filter of an address. @returns the fields that cannot be read as well */
export function readFilter(params: Params): { filter: AuditFilter; wrong: ('from' | 'to')[] } {
  const day = (name: 'from' | 'to') => {
    const typed = text(params[name]);
    return typed === undefined ? undefined : (parseDay(typed) ?? null);
  };
  const [from, to] = [day('from'), day('to')];
  return {
    filter: {
      who: text(params.who),
      area: text(params.area),
      entity: text(params.entity),
      from: from ?? undefined,
      to: to ?? undefined,
    },
    wrong: [...(from === null ? ['from' as const] : []), ...(to === null ? ['to' as const] : [])],
  };
}

/** The same filter as an address again. */
export function filterParams(filter: AuditFilter): URLSearchParams {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(filter)) if (value) params.set(name, String(value));
  return params;
}

/** The instants of a span of Warsaw's days. */
export const spanOf = ({ from, to }: AuditFilter): { from?: Date; before?: Date } => ({
  from: from && startOfDay(from),
  before: to && startOfDay(addDays(to, 1)),
});
