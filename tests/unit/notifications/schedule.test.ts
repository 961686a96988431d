import vercel from '../../../vercel.json';
import { JOBS } from '@/lib/notifications/kinds';
import { readSource } from '../../support/source';

/** `{ job: 'deliver', everyMinutes: 5 }` of the demo's schedule, which is plain JavaScript. */
const demo = [
  ...readSource('scripts/support/schedule.mjs').matchAll(/job: '([a-z-]+)', everyMinutes: (\d+)/g),
].map(([, job, minutes]) => ({ job, minutes: Number(minutes) }));

const minutesOf = (schedule: string) =>
  schedule.startsWith('*/') ? Number(/^\*\/(\d+) /.exec(schedule)![1]) : 60;

it('the demo, Vercel and the routes have the same jobs at the same intervals', () => {
  expect(demo.map(({ job }) => job).sort()).toEqual([...JOBS].sort());
  expect(
    vercel.crons.map(({ path, schedule }) => ({
      job: path.replace('/api/cron/', ''),
      minutes: minutesOf(schedule),
    })),
  ).toEqual(expect.arrayContaining(demo));
  expect(vercel.crons).toHaveLength(JOBS.length);
});
