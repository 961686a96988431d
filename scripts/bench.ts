import * as fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

/**
 * `npm run bench [-- NAME…]`: the benchmarks in scripts/bench, each figure a ratio against a reference that is
 * measured in the same run, because seconds say nothing about another machine.
 */
export default async function bench(names: string[]): Promise<number> {
  const folder = path.join(process.cwd(), 'scripts/bench');
  const known = fs
    .readdirSync(folder)
    .filter(file => file.endsWith('.ts'))
    .map(file => file.slice(0, -3));
  const unknown = names.find(name => !known.includes(name));
  if (unknown !== undefined) {
    console.error(`No benchmark «${unknown}». There are: ${known.join(', ')}.`);
    return 2;
  }
  // Commands run as CommonJS, where only `require` goes through the TypeScript loader.
  const load = createRequire(path.join(folder, 'index.ts'));
  for (const name of names.length > 0 ? names : known) {
    const benchmark = load(`./${name}.ts`) as { run(): Promise<void> };
    await benchmark.run();
  }
  return 0;
}
