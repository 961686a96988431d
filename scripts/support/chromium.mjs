/** The browser of the browser tests. Node built-ins only; Playwright is asked for its own one when installed. */
import * as fs from 'node:fs';
import path from 'node:path';
import { run, tool } from './processes.mjs';
import { Plain } from './steps.mjs';

// The shell without a browser's own windows first: it does the same pages in about half the time.
const NAMES = [
  'chromium-headless-shell',
  'chromium',
  'chromium-browser',
  'google-chrome-stable',
  'google-chrome',
  'chrome',
];

/** CHROMIUM_PATH, or what the PATH has, or the macOS application; undefined when there is none. */
export function findChromium() {
  if (process.env.CHROMIUM_PATH) return process.env.CHROMIUM_PATH;
  const folders = (process.env.PATH ?? '').split(path.delimiter);
  const places = [
    ...NAMES.flatMap(name => folders.map(folder => path.join(folder, name))),
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  ];
  return places.find(file => fs.statSync(file, { throwIfNoEntry: false })?.isFile());
}

async function playwrightHasOne() {
  const { chromium } = await import('@playwright/test');
  return fs.existsSync(chromium.executablePath());
}

/**
 * Sees to it that there is a Chromium.
 * @param {(line: string) => void} say
 * @returns {Promise<string>} where it is, in words
 */
export async function ensureChromium(say) {
  const found = findChromium();
  if (found) return found;
  if (await playwrightHasOne()) return 'the one Playwright has downloaded';
  if (process.getuid?.() === 0 && fs.existsSync('/usr/bin/apt-get')) {
    say('There is no Chromium on the PATH: installing a Debian package.');
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    await run('apt-get', ['update', '-qq'], { env });
    for (const name of ['chromium-headless-shell', 'chromium']) {
      await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', name], { env });
      const installed = findChromium();
      if (installed) return installed;
    }
    say('That did not work.');
  }
  say('There is no Chromium on the PATH: downloading the one of Playwright.');
  const { code, output } = await run(process.execPath, [
    tool('@playwright/test', 'cli.js'),
    'install',
    'chromium',
  ]);
  if (code === 0) return 'the one Playwright has just downloaded';
  throw new Plain(
    `${output.trim()}\nNo Chromium could be installed. Install one and name it in CHROMIUM_PATH, or put it on the PATH.`,
  );
}
