import { openPortal } from '../support/bench-portal';

const INVOICES = 12;

/** An invoice's PDF at the first call, which renders and keeps it, against later calls, which read it. */
export async function run(): Promise<void> {
  const portal = await openPortal();
  try {
    const headers = { cookie: await portal.signIn('trzy nieruchomości') };
    const list = await (await fetch(`${portal.url}/invoices`, { headers })).text();
    const refs = [...new Set([...list.matchAll(/\/invoices\/([0-9A-Z]{10})"/g)].map(match => match[1]!))];
    const timed = async (ref: string): Promise<number> => {
      const started = performance.now();
      const answer = await fetch(`${portal.url}/invoices/${ref}/pdf`, { headers });
      const bytes = Buffer.from(await answer.arrayBuffer());
      if (answer.status !== 200 || bytes.subarray(0, 5).toString() !== '%PDF-')
        throw new Error(`${ref}: ${answer.status}, no PDF`);
      return performance.now() - started;
    };
    // Loading the library and the fonts is the first one's alone.
    const cold = await timed(refs[0]!);
    const first: number[] = [];
    const later: number[] = [];
    for (const ref of refs.slice(1, INVOICES + 1)) {
      first.push(await timed(ref));
      later.push(await timed(ref));
    }
    console.log(
      `pdf: a later call takes ${(median(later) / median(first)).toFixed(2)} of the first ` +
        `(medians ${median(later).toFixed(0)} and ${median(first).toFixed(0)} ms of ${first.length}; ` +
        `the very first of the process ${cold.toFixed(0)} ms)`,
    );
  } finally {
    await portal.stop();
  }
}

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1]!;
