import 'server-only';
import { and, eq, isNull } from 'drizzle-orm';
import type { Connection } from '@/db/client';
import { accounts } from '@/db/schema';
import { enqueueMails } from '@/lib/delivery/commands';
import { renderMail } from '@/lib/delivery/render';
import { dayOf, formatDay } from '@/lib/kernel/dates';
import { sha256 } from '@/lib/kernel/hash';
import type { Locale } from '@/lib/kernel/money';
import { LINK_DAYS } from './rules';

/** Sends the new party their link; it names no person. */
export async function mailParty(
  tx: Connection,
  {
    ref,
    place,
    email,
    token,
    locale,
    expiresAt,
  }: {
    ref: string;
    place: string;
    email: string;
    token: string;
    locale: Locale;
    expiresAt: Date;
  },
  now: Date,
): Promise<void> {
  const props = { place, token, days: LINK_DAYS, until: formatDay(dayOf(expiresAt), locale) };
  const content = await renderMail('move_out_party', props, locale);
  await enqueueMails(
    tx,
    [
      {
        kind: 'move_out_party',
        entity: `case:${ref}`,
        occurrence: sha256(token).slice(0, 12),
        recipient: email,
        locale,
        content,
        expiresAt,
      },
    ],
    now,
  );
}

/** Tells who asked for the move-out what the new party answered. */
export async function mailAnswer(
  tx: Connection,
  {
    ref,
    accountId,
    customerId,
    confirmed,
  }: { ref: string; accountId: number; customerId: number; confirmed: boolean },
  now: Date,
): Promise<void> {
  const [reader] = await tx
    .select({ recipient: accounts.email, locale: accounts.locale })
    .from(accounts)
    .where(and(eq(accounts.id, accountId), isNull(accounts.disabledAt)));
  if (!reader) return;
  const content = await renderMail('move_out_answered', { caseRef: ref, confirmed }, reader.locale);
  const about = { kind: 'move_out_answered', entity: `case:${ref}`, occurrence: '1' } as const;
  await enqueueMails(tx, [{ ...about, ...reader, accountId, customerId, content }], now);
}
