/** Plain progress for people: one line per step, with a sign of life while it lasts. */

/** A failure that the person can mend: its message is all they need, without a stack. */
export class Plain extends Error {}

const seconds = from => {
  const s = Math.round((performance.now() - from) / 1000);
  return s < 60 ? `${s} s` : `${Math.floor(s / 60)} min ${s % 60} s`;
};

/**
 * Does one step and reports it. On a terminal the time runs along; elsewhere a line every 20 s.
 * @template T
 * @param {string} title what happens, as «Installing packages»
 * @param {(say: (line: string) => void) => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function step(title, work) {
  const from = performance.now();
  const live = process.stdout.isTTY;
  const write = text => process.stdout.write(live ? `\r\x1b[2K${text}` : text);
  if (live) write(`  ${title} …`);
  const timer = setInterval(
    () => write(live ? `  ${title} … ${seconds(from)}` : `  ${title} … ${seconds(from)}\n`),
    live ? 1_000 : 20_000,
  );
  const say = line => write(`    ${line}\n`);
  try {
    const result = await work(say);
    write(`✓ ${title} (${seconds(from)})\n`);
    return result;
  } catch (error) {
    write(`✗ ${title} (${seconds(from)})\n`);
    throw error;
  } finally {
    clearInterval(timer);
  }
}
