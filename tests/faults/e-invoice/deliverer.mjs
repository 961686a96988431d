/**
 * A process that delivers until it is killed: what deliverer.ts does, with TypeScript. Unlike the commands it draws
 * mails and PDFs, so imports that come late are translated too, and one package is found past its exports map, which
 * is for bundlers (as in jest.config.mjs).
 */
import { createRequire, Module } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../..');
process.env.TSX_TSCONFIG_PATH = path.join(root, 'tests/faults/e-invoice/tsconfig.json');
const resolve = Module._resolveFilename;
Module._resolveFilename = function (request, ...rest) {
  const part = /^@react-pdf\/hyphenate\/(.*)$/.exec(request)?.[1];
  const file = part && path.join(root, 'node_modules/@react-pdf/hyphenate/lib', `${part}.js`);
  return resolve.call(this, file ?? request, ...rest);
};
for (const kind of ['cjs', 'esm']) (await import(`tsx/${kind}/api`)).register();
await createRequire(import.meta.url)('./deliverer.ts').default();
