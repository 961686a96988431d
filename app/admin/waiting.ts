import { cache } from 'react';
import type { StaffActor } from '@/lib/auth/actor';
import { currentActor } from '@/lib/auth/guards';
import { may } from '@/lib/auth/permissions';
import type { Waiting } from '@/lib/office/waiting/queries';
import { TASKS, type Task } from './sections';

export interface WaitingTask extends Task, Waiting {}

/** What has no deadline comes after what has one, the longest waiting first. */
const order = (a: WaitingTask, b: WaitingTask): number =>
  (a.due ?? '9999').localeCompare(b.due ?? '9999') || (a.since ?? '9999').localeCompare(b.since ?? '9999');

async function ask(actor: StaffActor, now: Date): Promise<WaitingTask[]> {
  const asked = TASKS.filter(({ permission }) => may(actor.role, permission)).map(async task => ({
    ...task,
    ...(await task.query(actor, now)),
  }));
  return (await Promise.all(asked)).filter(({ count }) => count > 0).sort(order);
}

/** What waits for whoever asks, asked once a request: by the navigation's numbers and by the start page. */
export const waitingNow = cache(async (): Promise<WaitingTask[]> => {
  const actor = await currentActor();
  return actor?.kind === 'staff' ? ask(actor, new Date()) : [];
});
