import type { Permission } from '@/lib/auth/permissions';

export type Audience = 'public' | 'customer' | 'staff' | 'cron' | 'webhook';

export interface Extra {
  /** where the address holds somebody's reference: what stands for nobody's */
  readonly unknown?: string;
  /** where the part in brackets is nobody's reference: one that everybody whom it is for may open */
  readonly known?: string;
  /** needs a step before it, without which it sends elsewhere */
  readonly step?: true;
  /** needs parameters, or something done before: what it answers its own audience without */
  readonly incomplete?: 400 | 404;
}

export interface Endpoint extends Extra {
  readonly path: string;
  readonly kind: 'page' | 'route';
  readonly audience: Audience;
  /** of staff's: what opens it */
  readonly permission?: Permission;
}

/** file: names */
export type Actions = Readonly<Record<string, readonly string[]>>;

/** The endpoints of one audience, from a table by address. */
export const endpoints = (
  audience: Audience,
  table: Record<string, 'page' | 'route' | readonly ['page' | 'route', Extra]>,
): Endpoint[] =>
  Object.entries(table).map(([path, entry]) =>
    typeof entry === 'string'
      ? { path, kind: entry, audience }
      : { path, kind: entry[0], audience, ...entry[1] },
  );
