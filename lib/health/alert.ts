import 'server-only';
import { dispatch } from '@/lib/delivery/dispatch';
import { deliveryHooks } from '@/lib/notifications/hooks';
import { HEALTH_MAILS, warnAdministrators } from './commands';
import type { HealthWarning } from './warnings';

const BUDGET_MS = 20_000;
const PAUSE_MS = 60_000;

let notBefore = 0;

/**
 * Writes to the administrators and sends it at once: where no cron comes, nobody else would send it. Health checks
 * come every few seconds, so a process looks once a minute at most; never fails, because nobody waits for it.
 */
export async function alertAdministrators(now: Date, warnings: readonly HealthWarning[]): Promise<void> {
  if (now.getTime() < notBefore) return;
  notBefore = now.getTime() + PAUSE_MS;
  try {
    const made = await warnAdministrators(now, warnings);
    if (made > 0) await dispatch({ kinds: HEALTH_MAILS, hooks: deliveryHooks, budgetMs: BUDGET_MS });
  } catch (error) {
    process.emitWarning(`The administrators could not be written to: ${String(error)}`);
  }
}
