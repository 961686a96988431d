import 'server-only';
import { and, eq, isNull } from 'drizzle-orm';
import type { Connection } from '@/db/client';
import { accounts } from '@/db/schema';
import { enqueueMails } from '@/lib/delivery/commands';
import { renderMail } from '@/lib/delivery/render';
import { formatDay, type Day } from '@/lib/kernel/dates';
import type { Locale } from '@/lib/kernel/money';
import { translator } from '@/lib/i18n/translator';
import type { MessageKind } from './rules/kinds';

/** Mails about a case name it and say where to read on; what was written stays in the portal. */

export interface MailedCase {
  readonly ref: string;
  readonly kind: string;
  readonly accountId: number | null;
  readonly customerId: number | null;
  /** of whoever wrote without signing in */
  readonly email: string | null;
  readonly locale: Locale;
}

async function readerOf(
  tx: Connection,
  row: MailedCase,
): Promise<{ recipient: string; locale: Locale } | null> {
  if (row.accountId === null) return row.email === null ? null : { recipient: row.email, locale: row.locale };
  const [account] = await tx
    .select({ recipient: accounts.email, locale: accounts.locale })
    .from(accounts)
    .where(and(eq(accounts.id, row.accountId), isNull(accounts.disabledAt)));
  return account ?? null;
}

/** The words of a kind in a language. */
export const kindName = (kind: string, locale: Locale): string =>
  translator(locale, 'messages')(`kinds.${kind as MessageKind}.name`);

/** Confirms that a case has come in. @param code of somebody without an account */
export async function mailReceived(
  tx: Connection,
  row: MailedCase,
  { answerBy, code }: { answerBy: Day | null; code: string | null },
  now: Date,
): Promise<void> {
  const reader = await readerOf(tx, row);
  if (!reader) return;
  const { recipient, locale } = reader;
  const props = {
    caseRef: row.ref,
    about: kindName(row.kind, locale),
    day: answerBy && formatDay(answerBy, locale),
    code,
  };
  const content = await renderMail('case_received', props, locale);
  await send(tx, row, { kind: 'case_received', occurrence: '1', recipient, locale, content }, now);
}

/** Says that staff have answered, or ask something. @param entry counts the answers */
export async function mailAnswered(
  tx: Connection,
  row: MailedCase,
  { asks }: { asks: boolean },
  now: Date,
): Promise<void> {
  const reader = await readerOf(tx, row);
  if (!reader) return;
  const { recipient, locale } = reader;
  const props = {
    caseRef: row.ref,
    about: kindName(row.kind, locale),
    asks,
    account: row.accountId !== null,
  };
  const content = await renderMail('case_answered', props, locale);
  const occurrence = now.toISOString();
  await send(tx, row, { kind: 'case_answered', occurrence, recipient, locale, content }, now);
}

async function send(
  tx: Connection,
  { ref, accountId, customerId }: MailedCase,
  mail: Pick<
    Parameters<typeof enqueueMails>[1][number],
    'kind' | 'occurrence' | 'recipient' | 'locale' | 'content'
  >,
  now: Date,
): Promise<void> {
  const whose = {
    ...(accountId === null ? {} : { accountId }),
    ...(customerId === null ? {} : { customerId }),
  };
  await enqueueMails(tx, [{ ...mail, ...whose, entity: `case:${ref}` }], now);
}
