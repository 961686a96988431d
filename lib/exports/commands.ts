import 'server-only';
import { sql } from 'drizzle-orm';
import { db } from '@/db/client';
import { exportBatches } from '@/db/schema';
import { writeAudit } from '@/lib/audit/commands';
import { csvText } from '@/lib/kernel/csv';
import { exportKind, type ExportName } from './kinds';

/** One export at a time; any number that no other program on the same database uses for its own lock. */
const LOCK = 7_315_202_613;

/** A file for the billing system. */
export interface Batch {
  /** null: there was nothing new; no number is used, and the file is its header alone */
  readonly number: number | null;
  readonly rows: number;
  /** the file */
  readonly content: string;
}

/**
 * Makes the next batch of a kind: all that no earlier one holds. Items are remembered one by one rather than up to
 * a moment, because what began earlier may be committed later. The second of two at once waits, and takes what the
 * first has left. The batch is kept (see `findBatch`), so that nothing is lost when its file is.
 */
export async function exportBatch(kind: ExportName, now: Date): Promise<Batch> {
  const { header, collect, handedOver } = exportKind(kind);
  // Every statement has to see what others committed before it, above all the one that follows the lock.
  return db().transaction(
    async tx => {
      await tx.execute(sql`select pg_advisory_xact_lock(${LOCK})`);
      const handed = await collect(tx, now);
      const content = csvText(
        header,
        handed.map(({ cells }) => cells),
        'standard',
      );
      const rows = handed.length;
      if (rows === 0) return { number: null, rows, content };
      const [{ number }] = (await tx.execute<{ number: number }>(
        sql`select coalesce(max(number), 0) + 1 as number from export_batches where kind = ${kind}`,
      )) as unknown as [{ number: number }];
      const items = handed.map(({ item }) => item);
      await tx.insert(exportBatches).values({ kind, number, createdAt: now, content, rows });
      await tx.execute(sql`insert into exported_items (kind, item, number)
        select ${kind}, item, ${number} from jsonb_array_elements_text(${JSON.stringify(items)}::jsonb) as t(item)`);
      await handedOver?.(tx, items, now);
      const entity = `export:${kind}/${number}`;
      await writeAudit(tx, { action: 'export.made', entity, details: { rows } }, now);
      return { number, rows, content };
    },
    { isolationLevel: 'read committed' },
  );
}
