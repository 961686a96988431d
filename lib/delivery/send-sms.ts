import 'server-only';
import { randomUUID } from 'node:crypto';
import type { Claim } from './claim-mail';
import { claimSms, leasedSms, type LeasedSms } from './claim-sms';
import { persistently } from './persist';
import { CALL_ROOM_MS, LEASE_SECONDS } from './rules/retry';
import { validitySeconds } from './rules/sms';
import type { Run } from './run';
import { settleSms } from './settle-sms';
import { sendSms, smsIsConfigured } from './twilio';
import { applyWaiting } from './webhooks/apply';

/** Sends SMS until none is due or the run is over; several of these work at once. */
export async function smsLane(run: Run): Promise<void> {
  if (!smsIsConfigured()) return;
  while (!run.isOver()) {
    const token = randomUUID();
    const next = await claim(run, token);
    if (next === 'nothing') return;
    if (next === 'moved') continue;
    if (next !== 'leased') {
      if (next.waitMs === undefined || !(await run.rest(next.waitMs))) return;
      continue;
    }
    const until = performance.now() + LEASE_SECONDS * 1000;
    let room = 0;
    const leased = await persistently(() => {
      room = performance.now() + CALL_ROOM_MS / 2;
      return leasedSms(token);
    }, until);
    await Promise.all(leased.map(sms => deliver(run, token, sms, until, room)));
  }
}

/** The commit's answer may be lost while the claim stands: then the rows are found by their token. */
function claim(run: Run, token: string): Promise<Claim> {
  let again = false;
  return persistently(async () => {
    if (again && (await leasedSms(token)).length > 0) return 'leased';
    again = true;
    return claimSms({ token, kinds: run.kinds, hooks: run.hooks, now: run.now() });
  }, run.until);
}

/** @param room until when a call ends before the lease does; a process may sleep between any two lines */
async function deliver(run: Run, token: string, sms: LeasedSms, until: number, room: number): Promise<void> {
  if (performance.now() > room) return;
  const now = run.now();
  const answer = await sendSms({
    to: sms.recipient,
    body: sms.bodyText,
    ref: sms.ref,
    attempt: sms.attempts,
    validity: validitySeconds(now, sms.expiresAt === null ? null : new Date(sms.expiresAt)),
  });
  const settlement = { token, sms, hooks: run.hooks, now };
  run.count(await persistently(() => settleSms(settlement, answer), until));
  if (answer.kind === 'taken') {
    await persistently(() => applyWaiting(run.hooks, run.now(), [answer.providerId]), until);
  }
}
