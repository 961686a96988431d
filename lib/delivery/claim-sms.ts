import 'server-only';
import { sql } from 'drizzle-orm';
import { db, type Connection } from '@/db/client';
import { currentUtility } from '@/lib/settings/queries';
import { briefly } from './brief';
import { lease, takeDue, type ClaimContext } from './claim';
import type { Claim } from './claim-mail';
import { gateOf } from './gate';
import { AT_ANY_HOUR, withinWindow } from './rules/sms';
import { CALL_ROOM_MS } from './rules/retry';
import { move, ofKinds, texts } from './statements';

/** SMS that one claim takes: few, because what a dying process held has to be looked for afterwards. */
export const SMS_AT_ONCE = 4;

export interface LeasedSms extends Record<string, unknown> {
  readonly id: number;
  readonly ref: string;
  readonly recipient: string;
  readonly bodyText: string;
  readonly attempts: number;
  readonly expiresAt: string | null;
}

/**
 * Leases a few SMS under a token: inside the window, under the cap of the day. Claims wait for each other at the
 * provider's row, so that two of them never take the same last place under the cap.
 */
export function claimSms(context: ClaimContext): Promise<Claim> {
  const { token, now } = context;
  return briefly(async tx => {
    const gate = await gateOf(tx, 'sms', true);
    if (!gate.open) return gate;
    const { sms } = await currentUtility(tx);
    const room = Math.min(gate.probe ? 1 : SMS_AT_ONCE, sms.dailyCap - (await triedToday(tx)));
    if (room <= 0) return 'nothing';
    const atAnyHour = sql`and o.kind = any(${texts(AT_ANY_HOUR)})`;
    const only = withinWindow(sms.hours, now) ? sql`` : atAnyHour;
    const { wanted, found } = await takeDue(tx, 'sms', context, room, only);
    if (wanted.length > 0) {
      await lease(tx, token, wanted);
      return 'leased';
    }
    return found ? 'moved' : 'nothing';
  });
}

/** By the database's clock, which also wrote the instants: SMS of this Warsaw day that were tried. */
async function triedToday(tx: Connection): Promise<number> {
  const [row] = await tx.execute<{ count: number }>(sql`
    select count(*)::int as count from outbox where channel = 'sms' and last_attempt_at >=
      date_trunc('day', clock_timestamp() at time zone 'Europe/Warsaw') at time zone 'Europe/Warsaw'`);
  return row?.count ?? 0;
}

/** What a token has leased, for as long as there is time for a call before the lease ends. */
export const leasedSms = async (token: string): Promise<LeasedSms[]> => [
  ...(await db().execute<LeasedSms>(sql`
    select o.id::float8 as id, o.ref, o.recipient, o.body_text as "bodyText", o.attempts,
      o.expires_at as "expiresAt"
    from outbox o where o.state = 'sending' and o.lease_token = ${token}::uuid and o.channel = 'sms'
      and o.lease_until > clock_timestamp() + make_interval(secs => ${CALL_ROOM_MS / 1000})
    order by o.id`)),
];

/** SMS whose lease has run out: whoever held them is gone, and nobody knows whether they were taken (N5). */
export const parkAbandonedSms = (kinds: readonly string[] | undefined) =>
  move(
    db(),
    sql`state = 'unknown', reason = 'lease_ran_out', lease_token = null, lease_until = null`,
    sql`where o.channel = 'sms' and o.state = 'sending' and o.lease_until < clock_timestamp() ${ofKinds(kinds)}`,
  );
