import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import type { Dispatched } from '@/lib/delivery/ports';
import type { Order, Told } from './dispatcher';
import { until } from './waiting';

let script: string | undefined;

/** dispatcher.ts in one file, made once: a process then starts with half the work, and dozens are started. */
function built(): string {
  if (script) return script;
  const at = (...parts: string[]) => path.join(process.cwd(), ...parts);
  const made = at(`.data/dispatcher-${process.pid}.cjs`);
  execFileSync(at('node_modules/.bin/esbuild'), [
    at('tests/faults/harness/dispatcher.ts'),
    ...['--bundle', '--platform=node', '--format=cjs', '--packages=external', '--log-level=error'],
    `--alias:server-only=${at('scripts/support/server-only.ts')}`,
    '--footer:js=module.exports.default();',
    `--outfile=${made}`,
  ]);
  // The same for all, and whole at any moment: several workers of Jest do this at the same time.
  script = at('.data/faults-dispatcher.cjs');
  fs.renameSync(made, script);
  return script;
}

/** A dispatcher in a process of its own. */
export class Dispatcher {
  readonly rounds: Dispatched[] = [];
  readonly troubles: string[] = [];
  /** what it has written, in case it ends by itself */
  output = '';
  private told: Told['is'] | undefined;
  private resting = false;
  private readonly child: ChildProcess;
  private readonly gone: Promise<unknown>;

  constructor(env: Record<string, string>) {
    this.child = spawn(process.execPath, [built()], {
      env: { ...env, NODE_ENV: 'test' },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    this.gone = once(this.child, 'exit');
    for (const stream of [this.child.stdout, this.child.stderr])
      stream?.on('data', (text: Buffer) => (this.output += text));
    this.child.on('message', (told: Told) => {
      this.told = told.is;
      if (told.is === 'round') {
        this.rounds.push(told.done);
        this.resting = told.done.sent + told.done.failed === 0;
      }
      if (told.is === 'trouble') this.troubles.push(told.message);
    });
  }

  get isAlive(): boolean {
    return this.child.exitCode === null && this.child.signalCode === null;
  }

  /** Whether its last round found nothing to do. */
  get isIdle(): boolean {
    return this.resting;
  }

  async ready(): Promise<this> {
    await until('a dispatcher is ready', () => this.told !== undefined || !this.isAlive, {
      withinMs: 60_000,
    });
    if (!this.isAlive) throw new Error(`A dispatcher did not start:\n${this.output}`);
    return this;
  }

  go(): void {
    this.resting = false;
    this.order('go');
  }

  /** Lets it finish what it is at, then waits. */
  async pause(): Promise<void> {
    this.told = undefined;
    this.order('pause');
    await until('a dispatcher has paused', () => this.told === 'paused', { withinMs: 90_000 });
  }

  /** kill -9: nothing in it gets to know. */
  async kill(): Promise<void> {
    this.child.kill('SIGKILL');
    await this.gone;
  }

  /** Freezes it where it stands, or thaws it. */
  freeze(frozen: boolean): void {
    this.child.kill(frozen ? 'SIGSTOP' : 'SIGCONT');
  }

  /** SIGTERM. @returns exit code, or the signal that ended it, and how long it took */
  async terminate(): Promise<{ code: number | string | null; ms: number }> {
    const from = performance.now();
    this.child.kill('SIGTERM');
    await this.gone;
    return { code: this.child.exitCode ?? this.child.signalCode, ms: performance.now() - from };
  }

  private order(order: Order): void {
    if (this.isAlive) this.child.send(order);
  }
}

/** Some dispatchers at work and one or two that wait, because a process needs a second to start. */
export class Crew {
  readonly working: Dispatcher[] = [];
  private readonly spares: Dispatcher[] = [];
  /** of all that ever worked */
  readonly all: Dispatcher[] = [];

  constructor(
    private readonly env: Record<string, string>,
    private readonly size: number,
  ) {}

  async start(): Promise<void> {
    for (let at = 0; at < this.size; at++) this.hire();
    await this.fill();
  }

  /** Kills one at work; another takes its place. */
  async kill(which: number): Promise<void> {
    const [victim] = this.working.splice(which % this.working.length, 1);
    await victim?.kill();
    await this.fill();
  }

  /** Runs something while none of them is at work. */
  async whilePaused(work: () => Promise<void>): Promise<void> {
    await Promise.all(this.working.map(one => one.pause()));
    await work();
    this.working.forEach(one => one.go());
  }

  async end(): Promise<void> {
    await Promise.all([...this.working, ...this.spares].map(one => one.kill()));
  }

  get areIdle(): boolean {
    return this.working.every(({ isIdle }) => isIdle);
  }

  private hire(): void {
    const one = new Dispatcher(this.env);
    this.spares.push(one);
    this.all.push(one);
  }

  private async fill(): Promise<void> {
    while (this.working.length < this.size) {
      if (this.spares.length === 0) this.hire();
      const one = await this.spares.shift()!.ready();
      this.working.push(one);
      one.go();
    }
  }

  /** Starts another that waits; call it while there is time. */
  prepare(count: number): void {
    while (this.spares.length < count) this.hire();
  }
}
