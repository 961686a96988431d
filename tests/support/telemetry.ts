import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Reading } from '@/lib/consumption/rules/line';
import { parseLocalInstant, type Day } from '@/lib/kernel/dates';
import { litres } from '@/lib/kernel/volume';

/** A real meter's year, every 15 minutes; beside the repository and not in it. */
const FILE = path.join(process.cwd(), '../shared/real-readings/K37-3110.csv');
const ELSEWHERE = path.join(process.cwd(), '../../shared/real-readings/K37-3110.csv');

export interface Telemetry {
  readonly readings: readonly Reading[];
  /** the register at 00:00, read from the file as it stands: what answers are held against */
  readonly atMidnight: ReadonlyMap<Day, number>;
}

/** @returns null when the file is not there; says so */
export function realTelemetry(): Telemetry | null {
  const file = [FILE, ELSEWHERE].find(existsSync);
  if (!file) {
    console.info('skipped: ../shared/real-readings/K37-3110.csv is not there');
    return null;
  }
  const readings: Reading[] = [];
  const atMidnight = new Map<Day, number>();
  for (const line of readFileSync(file, 'utf8').trim().split(/\r?\n/).slice(1)) {
    const [date, time, cubicMetres] = line.split(',') as [string, string, string];
    const [d, m, y] = date.split('/') as [string, string, string];
    const on = `${y}-${m.padStart(2, '0')}-${d.padStart(2, '0')}` as Day;
    const value = litres(Math.round(Number(cubicMetres) * 1000));
    if (time === '0:00:00') atMidnight.set(on, value);
    readings.push({ at: parseLocalInstant(`${on}T${time.padStart(8, '0')}`)!, value, kind: 'remote' });
  }
  return { readings, atMidnight };
}
