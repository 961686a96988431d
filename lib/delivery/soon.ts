import 'server-only';

/** Long enough for a provider that answers late; whatever is left then, the schedule sends. */
const BUDGET_MS = 15_000;

/**
 * Sends messages of these kinds as soon as the request that wrote them is answered, and its transaction with it:
 * whoever waits for a code cannot wait for the schedule. Outside of a request nothing happens; the schedule comes.
 */
export async function sendSoon(kinds: readonly string[]): Promise<void> {
  try {
    const { after } = await import('next/server');
    after(async () => {
      const { sendNow } = await import('./dispatch');
      await sendNow(kinds, BUDGET_MS);
    });
  } catch {
    // A command, a job or a test: `after` belongs to requests.
  }
}
