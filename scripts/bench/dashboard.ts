import autocannon from 'autocannon';
import { openPortal } from '../support/bench-portal';

const CONNECTIONS = 16;
const SECONDS = 6;
const PAIRS = 5;

/**
 * Requests a second of the signed-in dashboard against an empty dynamic page of the same build and process, in
 * alternating pairs after a warm-up, so that a busy machine slows both. Aim: at least 0.6.
 */
export async function run(): Promise<void> {
  const portal = await openPortal();
  try {
    const cookie = await portal.signIn('faktura do zapłaty');
    const measure = async (path: string, seconds: number): Promise<number> => {
      const result = await autocannon({
        url: portal.url + path,
        connections: CONNECTIONS,
        duration: seconds,
        headers: { cookie, 'accept-language': 'pl' },
      });
      if (result.non2xx > 0 || result.errors > 0)
        throw new Error(`${path}: ${result.non2xx} answers were not 2xx`);
      return result.requests.average;
    };
    for (const path of ['/bench/empty', '/dashboard']) await measure(path, 4);
    const pairs: { empty: number; dashboard: number }[] = [];
    for (let i = 0; i < PAIRS; i++) {
      const empty = await measure('/bench/empty', SECONDS);
      const dashboard = await measure('/dashboard', SECONDS);
      pairs.push({ empty, dashboard });
    }
    const ratios = pairs.map(pair => pair.dashboard / pair.empty);
    console.log(
      `dashboard: ${median(ratios).toFixed(2)} of an empty dynamic page (aim ≥ 0.60; ` +
        `pairs ${ratios.map(ratio => ratio.toFixed(2)).join(' ')}; ` +
        `median ${median(pairs.map(p => p.dashboard)).toFixed(0)} against ${median(pairs.map(p => p.empty)).toFixed(0)} requests/s)`,
    );
  } finally {
    await portal.stop();
  }
}

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1]!;
