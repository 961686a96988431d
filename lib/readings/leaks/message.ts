import 'server-only';
import type { Connection } from '@/db/client';
import { contactsOf } from '@/lib/accounts/queries';
import { enqueueMails } from '@/lib/delivery/commands';
import { renderMail } from '@/lib/delivery/render';
import { formatDay, type Day } from '@/lib/kernel/dates';
import { formatMoney, type Grosze } from '@/lib/kernel/money';
import { formatCubicMetres, litres, type Litres } from '@/lib/kernel/volume';

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

/** Writes to everybody who manages the customer that more water was used than usual, in the caller's transaction. */
export async function tellOfLeak(tx: Connection, leak: ToldLeak, now: Date): Promise<void> {
  const { contacts } = await contactsOf(tx, leak.customerId);
  const mails = contacts.map(async ({ email, locale }) => ({
    kind: 'leak_hint' as const,
    entity: `leak:${leak.id}`,
    occurrence: '1',
    recipient: email,
    customerId: leak.customerId,
    locale,
    content: await renderMail(
      'leak_hint',
      {
        serial: leak.serial,
        from: formatDay(leak.fromDay, locale),
        to: formatDay(leak.toDay, locale),
        extra: formatCubicMetres(litres(Math.round(leak.extraLitres / 1000) * 1000), locale),
        cost: leak.extraCost === null ? null : formatMoney(leak.extraCost, locale),
      },
      locale,
    ),
  }));
  await enqueueMails(tx, await Promise.all(mails), now);
}
