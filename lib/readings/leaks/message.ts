import 'server-only';
import { sql } from 'drizzle-orm';
import type { Connection } from '@/db/client';
import { contactsOf } from '@/lib/accounts/queries';
import { enqueueMessages } from '@/lib/delivery/commands';
import { renderMail } from '@/lib/delivery/render';
import { formatDay, type Day } from '@/lib/kernel/dates';
import { formatMoney, type Grosze, type Locale } from '@/lib/kernel/money';
import { formatCubicMetres, litres, type Litres } from '@/lib/kernel/volume';
import { recipients } from '@/lib/notifications/recipients';
import { unsubscribeHeaders, unsubscribeUrl } from '@/lib/notifications/unsubscribe/token';

export interface ToldLeak {
  /** the hint's internal key: told once */
  readonly id: number;
  readonly customerId: number;
  readonly serial: string;
  readonly fromDay: Day;
  readonly toDay: Day;
  readonly extraLitres: Litres;
  readonly extraCost: Grosze | null;
}

interface Told {
  readonly email: string;
  readonly locale: Locale;
  /** absent: the address on file, which no account has */
  readonly accountId?: number;
}

/** Whoever manages the customer and has not switched it off, and the address on file where it is nobody's. */
async function toldOf(tx: Connection, customerId: number): Promise<Told[]> {
  const managing = await tx.execute<{ id: string; email: string; locale: Locale; enabled: boolean }>(sql`
    select r.account_id::text as id, r.recipient as email, r.locale, r.enabled
    from (${recipients('leak_hint')} and m.customer_id = ${customerId}) r where r.channel = 'email'`);
  const { contacts } = await contactsOf(tx, customerId);
  const onFile = contacts.filter(({ email }) => !managing.some(account => account.email === email));
  const wanted = managing.filter(({ enabled }) => enabled);
  return [...wanted.map(({ id, email, locale }) => ({ accountId: Number(id), email, locale })), ...onFile];
}

/** Writes to those who want to know that more water was used than usual, in the caller's transaction. */
export async function tellOfLeak(tx: Connection, leak: ToldLeak, now: Date): Promise<void> {
  const { customerId } = leak;
  const mails = (await toldOf(tx, customerId)).map(async ({ email, locale, accountId }) => {
    const target = accountId === undefined ? null : { accountId, customerId, kind: 'leak_hint' };
    const content = await renderMail(
      'leak_hint',
      {
        serial: leak.serial,
        from: formatDay(leak.fromDay, locale),
        to: formatDay(leak.toDay, locale),
        extra: formatCubicMetres(litres(Math.round(leak.extraLitres / 1000) * 1000), locale),
        cost: leak.extraCost === null ? null : formatMoney(leak.extraCost, locale),
        ...(target && { unsubscribeUrl: unsubscribeUrl(target) }),
      },
      locale,
    );
    return {
      kind: 'leak_hint' as const,
      entity: `leak:${leak.id}`,
      occurrence: '1',
      channel: 'email' as const,
      recipient: email,
      accountId,
      customerId,
      locale,
      ...content,
      ...(target && { headers: unsubscribeHeaders(target) }),
    };
  });
  await enqueueMessages(tx, await Promise.all(mails), now);
}
