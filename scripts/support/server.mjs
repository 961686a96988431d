/** The built portal as a child process. Node built-ins only. */
import * as fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { serverFile } from './prepare.mjs';
import { portIsFree, start } from './processes.mjs';
import { ROOT } from './settings.mjs';
import { Plain } from './steps.mjs';

const WITH_PARENT = pathToFileURL(path.join(ROOT, 'scripts/support/with-parent.mjs')).href;

/** The port as PORT says, with a message for people when it is none. */
export function wantedPort(fallback = 3000) {
  const port = Number(process.env.PORT || fallback);
  if (Number.isInteger(port) && port > 0 && port < 65_536) return port;
  throw new Plain(`PORT=${process.env.PORT} is not a port.`);
}

export async function checkPort(port, host, command) {
  if (await portIsFree(port, host)) return;
  throw new Plain(
    `Port ${port} is in use: another program (or another start of this one) listens there.\n` +
      `End it, or choose another port: PORT=${port + 1} npm run ${command}`,
  );
}

/**
 * Starts the standalone server; it ends with this process, or is ended by `finish`.
 * @param {{ env: NodeJS.ProcessEnv, port: number, host: string, log?: string, file?: string }} options `log`: a
 *   file instead of the terminal; `file`: another server.js than the build's
 */
export function startServer({ env, port, host, log, file = serverFile() }) {
  // The server changes into its own folder, so a relative path of the caller has to be made whole.
  const config = env.UTILITY_CONFIG && path.resolve(ROOT, env.UTILITY_CONFIG);
  if (log) fs.mkdirSync(path.dirname(log), { recursive: true });
  const out = log ? fs.openSync(log, 'a', 0o600) : 'inherit';
  const { child, gone } = start(process.execPath, ['--import', WITH_PARENT, file], {
    env: {
      ...env,
      NODE_ENV: 'production',
      NEXT_TELEMETRY_DISABLED: '1',
      PORT: String(port),
      HOSTNAME: host,
      IBOK_ROOT: ROOT,
      IBOK_DATA: path.resolve(ROOT, env.IBOK_DATA || '.data'),
      ...(config && { UTILITY_CONFIG: config }),
    },
    stdio: ['ignore', out, out, 'ipc'],
  });
  if (log) fs.closeSync(out);
  return { child, gone };
}

/** Waits until the server and its database answer. */
export async function untilReady(url, gone, log) {
  const deadline = Date.now() + 60_000;
  let answer = 'no answer';
  let ended;
  void gone.then(code => (ended = `it ended (${code})`));
  while (!ended) {
    try {
      const response = await fetch(`${url}/api/health/ready`, { signal: AbortSignal.timeout(2_000) });
      if (response.ok) return;
      answer = await response.text();
    } catch {
      // Not listening yet.
    }
    if (Date.now() > deadline) break;
    await new Promise(resolve => setTimeout(resolve, 50));
  }
  const said = log && fs.existsSync(log) ? `\n${fs.readFileSync(log, 'utf8').trim().slice(-4_000)}` : '';
  throw new Plain(`The portal does not start: ${ended ?? answer}${said}`);
}
