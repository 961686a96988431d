/** A process that dispatches until it is told to end, or killed: what dispatcher.ts does, with TypeScript. */
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../..');
process.env.TSX_TSCONFIG_PATH = path.join(root, 'scripts/tsconfig.json');
const { register } = await import('tsx/cjs/api');
register();
await createRequire(import.meta.url)('./dispatcher.ts').default();
