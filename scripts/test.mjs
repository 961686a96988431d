/**
 * `npm test`: everything that has to hold, from a bare clone with nothing but Node and npm. Node built-ins only.
 * `npm test -- --only lint,jest` runs some stages. The last line is `N passed, N failed, N skipped`.
 */
import * as fs from 'node:fs';
import path from 'node:path';
import { ensureChromium } from './support/chromium.mjs';
import { build, buildIsCurrent, checkNode, installDependencies } from './support/prepare.mjs';
import { endOnSignals, finish, isFinishing, run, tool } from './support/processes.mjs';
import { ROOT } from './support/settings.mjs';
import { Plain } from './support/steps.mjs';

const DATA = path.join(ROOT, '.data');

/** One check, one count; its output matters only when it fails. */
const check =
  (...command) =>
  async () => {
    const { code, output } = await run(process.execPath, command);
    if (code !== 0) console.log(output.trim());
    return code === 0 ? { passed: 1 } : { failed: 1 };
  };

/** Runs a test runner that leaves its report in a file, and counts from that. */
async function counted(name, command, env, count) {
  const report = path.join(DATA, `${name}-report.json`);
  fs.mkdirSync(DATA, { recursive: true, mode: 0o700 });
  fs.rmSync(report, { force: true });
  const { code } = await run(process.execPath, command(report), { env: env(report), show: true });
  let counts = {};
  try {
    counts = count(JSON.parse(fs.readFileSync(report, 'utf8')));
  } catch {
    // It ended before any test did.
  }
  return { ...counts, failed: counts.failed || (code === 0 ? 0 : 1) };
}

const jest = () =>
  counted(
    'jest',
    report => [tool('jest', 'bin/jest.js'), '--json', `--outputFile=${report}`],
    () => ({ ...process.env, NODE_ENV: 'test' }),
    report => ({
      passed: report.numPassedTests,
      // A file that does not even load has no tests to count.
      failed: report.numFailedTests + report.numRuntimeErrorTestSuites,
      skipped: report.numPendingTests + report.numTodoTests,
    }),
  );

async function browser() {
  const chromium = await ensureChromium(line => console.log(line));
  console.log(`Chromium: ${chromium}`);
  return counted(
    'playwright',
    () => [tool('@playwright/test', 'cli.js'), 'test', '--reporter=list,json', '--pass-with-no-tests'],
    report => ({ ...process.env, PLAYWRIGHT_JSON_OUTPUT_NAME: report }),
    ({ stats, errors }) => ({
      passed: stats.expected + stats.flaky,
      failed: stats.unexpected + errors.length,
      skipped: stats.skipped,
    }),
  );
}

async function types() {
  const generated = await run(process.execPath, [tool('next', 'dist/bin/next'), 'typegen']);
  if (generated.code !== 0) console.log(generated.output.trim());
  return check(tool('typescript', 'bin/tsc'), '--noEmit')();
}

/**
 * In this order; a stage whose `needs` has failed counts as failed. Neighbours that are `aside` run at once: each
 * keeps one core busy and changes nothing that the others read.
 */
const STAGES = [
  { name: 'types', aside: true, work: types },
  { name: 'lint', aside: true, work: check(tool('eslint', 'bin/eslint.js'), '--max-warnings', '0', '.') },
  {
    name: 'format',
    aside: true,
    work: check(tool('prettier', 'bin/prettier.cjs'), '--check', '--log-level=warn', '.'),
  },
  { name: 'jest', work: jest },
  { name: 'build', work: async () => (buildIsCurrent() || (await build()), { passed: 1 }) },
  { name: 'e2e', needs: 'build', work: browser },
];

function chosenStages() {
  const [option, value, ...more] = process.argv.slice(2);
  if (option === undefined) return STAGES;
  const names = option === '--only' && more.length === 0 ? (value ?? '').split(',') : [];
  const known = STAGES.map(({ name }) => name);
  if (names.length === 0 || names.some(name => !known.includes(name))) {
    throw new Plain(`Usage: npm test [-- --only STAGE,…], with the stages ${known.join(', ')}`);
  }
  return STAGES.filter(({ name }) => names.includes(name));
}

/** The stages in groups that run at once. */
function groupsOf(stages) {
  const groups = [];
  for (const stage of stages) {
    const last = groups.at(-1);
    if (stage.aside && last?.[0].aside) last.push(stage);
    else groups.push([stage]);
  }
  return groups;
}

/** @returns its counts: passed, failed, skipped */
async function runStage({ name, needs, work }, broken) {
  const from = performance.now();
  let counts;
  console.log(`\n── ${name} ──`);
  if (needs && broken.has(needs)) {
    console.log(`left out, because ${needs} has failed`);
    counts = { failed: 1 };
  } else {
    try {
      counts = await work();
    } catch (error) {
      console.log(error instanceof Plain ? error.message : error);
      counts = { failed: 1 };
    }
  }
  const { passed = 0, failed = 0, skipped = 0 } = counts;
  if (failed > 0) broken.add(name);
  const took = Math.round((performance.now() - from) / 1000);
  console.log(`${name}: ${passed} passed, ${failed} failed, ${skipped} skipped (${took} s)`);
  return { passed, failed, skipped };
}

async function test() {
  const stages = chosenStages();
  checkNode();
  process.chdir(ROOT);
  process.env.NEXT_TELEMETRY_DISABLED = '1';
  await installDependencies();
  const total = { passed: 0, failed: 0, skipped: 0 };
  const broken = new Set();
  for (const group of groupsOf(stages)) {
    for (const counts of await Promise.all(group.map(stage => runStage(stage, broken))))
      for (const key of Object.keys(total)) total[key] += counts[key];
    if (isFinishing()) return;
  }
  console.log(`\n${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
  await finish(total.failed > 0 ? 1 : 0);
}

endOnSignals({ code: 130 });
test().catch(error => {
  if (isFinishing()) return;
  console.log(error instanceof Plain ? error.message : error);
  console.log('\n0 passed, 1 failed, 0 skipped');
  void finish(1);
});
