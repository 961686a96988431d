'use server';

import type { Route } from 'next';
import { redirect } from 'next/navigation';
import * as z from 'zod';
import { says, staffAction } from '@/lib/auth/action';
import { requiredText } from '@/lib/auth/fields';
import {
  approveReading,
  correctReading,
  decideReadings,
  rejectReading,
} from '@/lib/readings/review/commands';
import { refsOf } from './asked';

const ref = z.string().regex(/^[0-9A-Z]{10}$/, says('readingGone'));
const reason = requiredText(says('readingReasonMissing'), 500);
const refs = z.union([z.string(), z.array(z.string())]).transform(refsOf);

const done = (what: string, counts: Record<string, number>) =>
  `/admin/readings?${new URLSearchParams({ done: what, ...Object.fromEntries(Object.entries(counts).map(([name, count]) => [name, String(count)])) })}` as Route;

export const approveReadingAction = staffAction(
  'readings.review',
  z.object({ ref }),
  async (actor, input, now, from) => {
    await approveReading(actor, from, input.ref, now);
    redirect(done('approved', { count: 1 }));
  },
);

export const correctReadingAction = staffAction(
  'readings.review',
  z.object({ ref, value: requiredText(says('readingNone'), 20), reason }),
  async (actor, { ref, value, reason }, now, from) => {
    await correctReading(actor, from, { ref, typed: value, reason }, now);
    redirect(done('corrected', { count: 1 }));
  },
);

export const rejectReadingAction = staffAction(
  'readings.review',
  z.object({ ref, reason }),
  async (actor, input, now, from) => {
    await rejectReading(actor, from, input, now);
    redirect(done('rejected', { count: 1 }));
  },
);

export const approveReadingsAction = staffAction(
  'readings.review',
  z.object({ ref: refs }),
  async (actor, input, now, from) => {
    const { done: count, gone, taken } = await decideReadings(actor, from, input.ref, 'approve', now);
    redirect(done('approved', { count, gone, taken }));
  },
);

export const rejectReadingsAction = staffAction(
  'readings.review',
  z.object({ ref: refs, reason }),
  async (actor, input, now, from) => {
    const decided = await decideReadings(actor, from, input.ref, { reason: input.reason }, now);
    redirect(done('rejected', { count: decided.done, gone: decided.gone, taken: decided.taken }));
  },
);
