import type { ImportRunState } from '@/db/schema/imports';

/** Where a run stands, and what may be done with it. Pure. */

export type RunState = ImportRunState;

/** The name of a package whose files are not all there yet; no part of the history. */
export const UPLOADING = '…';

/** While a process works at it. */
export const RUNNING: readonly RunState[] = ['checking', 'applying', 'undoing'];

/** So long without a sign of life, which comes every second, a process counts as gone. */
export const SILENT_SECONDS = 30;

/** What is begun, from which states; a run whose process is gone begins its own step again. */
export const STEPS = {
  check: { from: ['checking'], running: 'checking' },
  apply: { from: ['checked', 'applying'], running: 'applying' },
  undo: { from: ['applied', 'undoing'], running: 'undoing' },
} as const satisfies Record<string, { from: readonly RunState[]; running: RunState }>;

export type Step = keyof typeof STEPS;

/** So many rows of a file are shown, new and changed each: to be looked through, not kept for ever. */
export const SAMPLE_ROWS = 500;

/** @param silent its process gives no sign of life */
export const mayBegin = (step: Step, state: RunState, silent: boolean): boolean =>
  (STEPS[step].from as readonly RunState[]).includes(state) && (!RUNNING.includes(state) || silent);

/** The step that a run is in, to be begun again when its process is gone. */
export const stepOf = (state: RunState): Step | null =>
  (Object.keys(STEPS) as Step[]).find(step => STEPS[step].running === state) ?? null;
