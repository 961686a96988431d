/**
 * What local commands find in their environment when nobody has set it: the embedded database, and secrets
 * that are made once and kept under .data/. Node built-ins only.
 */
import { randomBytes } from 'node:crypto';
import * as fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const DATA = path.join(ROOT, '.data');

/** A random text that is made at the first call and kept under .data/, readable by its owner alone. */
export function keptSecret(name) {
  const file = path.join(DATA, name);
  const kept = () => fs.readFileSync(file, 'utf8').trim();
  try {
    return kept();
  } catch {
    fs.mkdirSync(DATA, { recursive: true, mode: 0o700 });
    try {
      fs.writeFileSync(file, `${randomBytes(32).toString('base64url')}\n`, { mode: 0o600, flag: 'wx' });
    } catch (error) {
      if (error.code !== 'EEXIST') throw error; // else another command made it just now
    }
    return kept();
  }
}

/** Reads .env into process.env; what is set already wins. */
export function loadDotEnv() {
  const file = path.join(ROOT, '.env');
  if (!fs.existsSync(file)) return;
  if (!process.loadEnvFile)
    throw new Error('Reading .env needs Node 20.12 or newer; set the variables instead.');
  process.loadEnvFile(file);
}

/**
 * Fills in what the demo and the tests may leave out. A live installation has to set its secrets itself.
 * @param {NodeJS.ProcessEnv} env changed in place
 */
export function addLocalSecrets(env) {
  if (env.APP_ENV === 'live') return;
  env.AUTH_SECRET ||= keptSecret('auth-secret');
  if (env.APP_ENV === 'demo') env.CRON_SECRET ||= keptSecret('cron-secret');
}

/**
 * DATABASE_URL as given, or that of the embedded server, which then runs until `stop`.
 * @param {NodeJS.ProcessEnv} env changed in place
 * @param {(line: string) => void} say
 */
export async function addDatabase(env, say) {
  if (env.DATABASE_URL) return { stop: async () => {}, stopNow: () => {} };
  const { openEmbedded } = await import('../../db/embedded.mjs');
  const server = await openEmbedded({ say });
  env.DATABASE_URL = server.url;
  return server;
}
