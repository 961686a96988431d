/** The built portal with proxy.ts taken out, so that tests can see that nothing opens without it (SECURITY S2). */
import * as fs from 'node:fs';
import path from 'node:path';
import { STANDALONE } from '../../scripts/support/prepare.mjs';

function linkTree(from, to) {
  fs.mkdirSync(to, { recursive: true });
  for (const entry of fs.readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [path.join(from, entry.name), path.join(to, entry.name)];
    if (entry.isDirectory()) linkTree(source, target);
    else if (entry.isSymbolicLink()) fs.symlinkSync(fs.readlinkSync(source), target);
    else fs.linkSync(source, target);
  }
}

/**
 * Makes the copy: hard links, so on the disk of the build.
 * @param {string} folder where; must not exist
 * @returns {string} its server.js
 */
export function standaloneWithoutProxy(folder) {
  linkTree(STANDALONE, folder);
  const server = path.join(folder, '.next/server');
  fs.rmSync(path.join(server, 'middleware.js'));
  const manifest = path.join(server, 'functions-config-manifest.json');
  const { functions, ...rest } = JSON.parse(fs.readFileSync(manifest, 'utf8'));
  if (!functions['/_middleware']) throw new Error(`${manifest} names no proxy: nothing was taken out`);
  delete functions['/_middleware'];
  fs.rmSync(manifest); // the file itself, not what is written in the build's
  fs.writeFileSync(manifest, JSON.stringify({ ...rest, functions }));
  return path.join(folder, 'server.js');
}
