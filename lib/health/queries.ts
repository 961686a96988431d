import 'server-only';
import { sql } from 'drizzle-orm';
import { db } from '@/db/client';
import journal from '@/db/migrations/meta/_journal.json';

import { healthWarnings, type HealthWarning } from './warnings';

/** The answer has to be out within a second, the way back included. */
const LIMIT_MS = 900;

const newest = Math.max(...journal.entries.map(entry => entry.when));

export type Readiness = {
  ready: boolean;
  reason?: 'database' | 'schema';
  /** what somebody must hear of though requests are served; absent when it could not be asked in time */
  warnings?: readonly HealthWarning[];
};

/**
 * Whether this process can serve: the database answers in time and has at least the newest migration this build
 * knows. A newer one is fine, because migrations expand before they contract: while a new version rolls out, the
 * old instances go on serving.
 */
export async function readiness(now = new Date()): Promise<Readiness> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<'late'>(resolve => {
    timer = setTimeout(resolve, LIMIT_MS, 'late');
  });
  try {
    const answer = await Promise.race([schemaVersion(), late]);
    if (answer === 'late') return { ready: false, reason: 'database' };
    if (answer < newest) return { ready: false, reason: 'schema' };
    // A fault in here must not take a portal that serves out of service.
    const warnings = await Promise.race([healthWarnings(now).catch(() => 'late' as const), late]);
    return warnings === 'late' ? { ready: true } : { ready: true, warnings };
  } catch (error) {
    // 42P01, 3F000: an empty database, where nobody has migrated yet.
    const code = (error as { cause?: { code?: string } }).cause?.code;
    return { ready: false, reason: code === '42P01' || code === '3F000' ? 'schema' : 'database' };
  } finally {
    clearTimeout(timer);
  }
}

/** When the newest applied migration was generated (Drizzle's own bookkeeping), in ms; 0 for none. */
async function schemaVersion(): Promise<number> {
  const rows = await db().execute<{ version: string | null }>(
    sql`select max(created_at)::text as version from drizzle.__drizzle_migrations`,
  );
  return Number(rows[0]?.version ?? 0);
}
