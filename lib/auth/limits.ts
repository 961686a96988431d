import 'server-only';
import { sql } from 'drizzle-orm';
import type { Connection } from '@/db/client';
import { sha256 } from '@/lib/kernel/hash';
import { Refusal } from '@/lib/kernel/refusal';

/**
 * An allowance that refills steadily (a «leaky bucket»): `burst` at once, then one every `everySeconds`.
 * In any span of time t no more than burst + t / everySeconds get through, and whoever used it all up waits
 * `everySeconds` at most: back-off, never a lock.
 */
export interface Allowance {
  readonly burst: number;
  readonly everySeconds: number;
}

const MINUTE = 60;

/**
 * Password checks of one account: 6 + 6 an hour for everybody together, 4 + 4 an hour set aside for devices
 * that have signed in before. So at most 20 an hour, and the owner is back after 15 minutes at most, on a
 * device of their own even in the middle of an attack.
 */
export const allowances = {
  passwordOfAccount: { burst: 6, everySeconds: 10 * MINUTE },
  passwordOfKnownDevice: { burst: 4, everySeconds: 15 * MINUTE },
  /** codes of a second factor, after the right password: likewise for everybody, and for known devices */
  factorOfAccount: { burst: 5, everySeconds: 10 * MINUTE },
  factorOfKnownDevice: { burst: 3, everySeconds: 15 * MINUTE },
  /** one network (a /24 may be a whole mobile operator's street) */
  passwordOfNetwork: { burst: 60, everySeconds: 20 },
  /** guesses of what stands on one customer's invoice */
  proofOfCustomer: { burst: 10, everySeconds: 6 * MINUTE },
  registrationOfNetwork: { burst: 40, everySeconds: 30 },
  /** links that set a password, from one network */
  linkOfNetwork: { burst: 30, everySeconds: 60 },
  /** mails to one address, whoever asks */
  mailToAddress: { burst: 5, everySeconds: 10 * MINUTE },
  /** «you already have an account» */
  noticeToAddress: { burst: 1, everySeconds: 60 * MINUTE },
  /** codes by SMS: each costs money and rings on somebody's telephone */
  smsToNumber: { burst: 3, everySeconds: 20 * MINUTE },
  smsCodeOfAccount: { burst: 4, everySeconds: 15 * MINUTE },
  smsCodeOfNetwork: { burst: 20, everySeconds: 2 * MINUTE },
  codeOfNetwork: { burst: 60, everySeconds: 20 },
  /** a year's invoices as one file: rendering them takes the processor */
  archiveOfAccount: { burst: 6, everySeconds: 5 * MINUTE },
  /** all of one's data as one file: every PDF is drawn */
  dataExportOfAccount: { burst: 3, everySeconds: 20 * MINUTE },
  /** readings without signing in, with two numbers from an invoice */
  publicReadingOfNetwork: { burst: 20, everySeconds: 60 },
  publicReadingOfCustomer: { burst: 6, everySeconds: 10 * MINUTE },
  /** messages without signing in, and the codes with which their writers come back */
  publicCaseOfNetwork: { burst: 10, everySeconds: 3 * MINUTE },
  publicAdditionOfCase: { burst: 10, everySeconds: 3 * MINUTE },
  caseCodeOfNetwork: { burst: 20, everySeconds: MINUTE },
  caseCodeOfCase: { burst: 10, everySeconds: 6 * MINUTE },
  /** messages of one account, attachments and all */
  caseOfAccount: { burst: 20, everySeconds: MINUTE },
  /** invitations to share access, of one account */
  invitationOfAccount: { burst: 10, everySeconds: 10 * MINUTE },
  /** every other action */
  actionOfNetwork: { burst: 300, everySeconds: 1 },
  actionOfAccount: { burst: 120, everySeconds: 1 },
} as const satisfies Record<string, Allowance>;

export type LimitName = keyof typeof allowances;

const bucketOf = (name: LimitName, who: string): string => `${name}:${sha256(who).slice(0, 32)}`;

/**
 * Takes one from an allowance. One statement, so that a thousand at once get no more than one after another.
 * @param who the account, address or number it belongs to; stored only as a hash
 * @returns 0 when it was granted, else the seconds until it would be
 */
export async function take(connection: Connection, name: LimitName, who: string, now: Date): Promise<number> {
  const { burst, everySeconds }: Allowance = allowances[name];
  const bucket = bucketOf(name, who);
  const at = now.toISOString();
  const step = sql`make_interval(secs => ${everySeconds})`;
  const [granted] = await connection.execute(sql`
    insert into limits as l (bucket, full_at) values (${bucket}, ${at}::timestamptz + ${step})
    on conflict (bucket) do update set full_at = greatest(l.full_at, ${at}::timestamptz) + ${step}
      where greatest(l.full_at, ${at}::timestamptz) <= ${at}::timestamptz + ${step} * ${burst - 1}::int
    returning 1`);
  if (granted) return 0;
  const [row] = await connection.execute<{ wait: number }>(sql`
    select ceil(extract(epoch from full_at - ${at}::timestamptz))::int - ${(burst - 1) * everySeconds}::int as wait
    from limits where bucket = ${bucket}`);
  return Math.max(1, row?.wait ?? 1);
}

/** Gives one back: what turned out to be right is no guess. */
export async function giveBack(connection: Connection, name: LimitName, who: string): Promise<void> {
  await connection.execute(sql`
    update limits set full_at = full_at - make_interval(secs => ${allowances[name].everySeconds})
    where bucket = ${bucketOf(name, who)}`);
}

/** The expected «no» of a used-up allowance, with the minutes to wait. */
export const tooMany = (seconds: number): Refusal =>
  new Refusal('tooMany', undefined, { minutes: Math.ceil(seconds / MINUTE) });

/** Takes one or refuses. @throws Refusal `tooMany` */
export async function spend(connection: Connection, name: LimitName, who: string, now: Date): Promise<void> {
  const seconds = await take(connection, name, who, now);
  if (seconds > 0) throw tooMany(seconds);
}

/** Removes buckets that are full again; they would be made anew when needed. */
export async function sweepLimits(connection: Connection, now: Date): Promise<void> {
  await connection.execute(sql`delete from limits where full_at < ${now.toISOString()}::timestamptz`);
}
