import 'server-only';
import { sql } from 'drizzle-orm';
import { briefly } from './brief';
import { takeDue } from './claim';
import type { Run } from './run';
import { ids, move } from './statements';

const AT_ONCE = 500;

/** DELIVERY=outbox: what is due counts as delivered and stays where it is, to be looked at on /outbox. */
export async function keepLane(run: Run): Promise<void> {
  for (const channel of ['email', 'sms'] as const) {
    for (let found = true; found && !run.isOver();) {
      found = await briefly(async tx => {
        const [pause] = await tx.execute(
          sql`select 1 from delivery_pauses where channel in (${channel}, 'all') limit 1`,
        );
        if (pause) return false;
        const context = { token: '', kinds: run.kinds, hooks: run.hooks, now: run.now() };
        const due = await takeDue(tx, channel, context, AT_ONCE);
        if (due.wanted.length === 0) return due.found;
        const kept = await move(
          tx,
          sql`state = 'delivered', reason = 'outbox', settled_at = clock_timestamp()`,
          sql`where o.id = any(${ids(due.wanted)})`,
        );
        run.count({ sent: kept.length, failed: 0 });
        return true;
      });
    }
  }
}
