import 'server-only';

const OUTAGE =
  /^(CONNECTION_|CONNECT_TIMEOUT|ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|ENOENT|08|25P0[34]|57P0|53300|40001|40P01|55P03)/;

/** Whether the database went away, or two got into each other's way: nothing is wrong with what was asked. */
export function isOutage(error: unknown): boolean {
  for (let at = error; at instanceof Error; at = at.cause) {
    const { code, errno } = at as Error & { code?: unknown; errno?: unknown };
    if (OUTAGE.test(String(code)) || OUTAGE.test(String(errno))) return true;
    if (at instanceof AggregateError && at.errors.some(isOutage)) return true;
  }
  return false;
}

const pause = (ms: number) => new Promise(resolve => setTimeout(resolve, ms));

/**
 * Does work on the database that may be done again, until it succeeds or the time is up: a server that restarts is
 * back within seconds, and what was sent must not be forgotten.
 * @param until by `performance.now()`
 */
export async function persistently<T>(work: () => Promise<T>, until: number): Promise<T> {
  for (let wait = 50; ; wait = Math.min(1000, wait * 2)) {
    try {
      return await work();
    } catch (error) {
      if (!isOutage(error) || performance.now() + wait > until) throw error;
      await pause(wait);
    }
  }
}
