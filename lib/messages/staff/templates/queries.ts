import 'server-only';
import { and, asc, eq, isNull } from 'drizzle-orm';
import { db } from '@/db/client';
import { caseTemplates } from '@/db/schema';
import type { StaffActor } from '@/lib/auth/actor';
import type { Locale } from '@/lib/kernel/money';
import type { MessageKind } from '../../rules/kinds';
import { ANSWER_TEMPLATES } from './rules';

export interface OwnTemplate {
  readonly ref: string;
  readonly title: string;
  readonly bodyPl: string;
  readonly bodyEn: string;
  readonly savedAt: Date;
}

/** Answers that staff have prepared and still use. */
export const ownTemplates = (_actor: StaffActor): Promise<OwnTemplate[]> =>
  db()
    .select({
      ref: caseTemplates.ref,
      title: caseTemplates.title,
      bodyPl: caseTemplates.bodyPl,
      bodyEn: caseTemplates.bodyEn,
      savedAt: caseTemplates.savedAt,
    })
    .from(caseTemplates)
    .where(isNull(caseTemplates.withdrawnAt))
    .orderBy(asc(caseTemplates.title), asc(caseTemplates.id));

/** One of {@link ownTemplates}; null when there is none. */
export async function findTemplate(_actor: StaffActor, ref: string): Promise<OwnTemplate | null> {
  const [row] = await db()
    .select({
      ref: caseTemplates.ref,
      title: caseTemplates.title,
      bodyPl: caseTemplates.bodyPl,
      bodyEn: caseTemplates.bodyEn,
      savedAt: caseTemplates.savedAt,
    })
    .from(caseTemplates)
    .where(and(eq(caseTemplates.ref, ref), isNull(caseTemplates.withdrawnAt)));
  return row ?? null;
}

export interface OfferedTemplate {
  readonly key: string;
  readonly title: string;
  /** in the customer's language, its places not filled yet */
  readonly body: string;
  readonly asks: boolean;
}

/** What can be begun from in a case: those of its kind, those for every kind, own ones. */
export async function offeredTemplates(
  actor: StaffActor,
  kind: MessageKind,
  { reader, customer }: { reader: Locale; customer: Locale },
): Promise<readonly OfferedTemplate[]> {
  const fitting = [
    ...ANSWER_TEMPLATES.filter(({ kinds }) => kinds?.includes(kind)),
    ...ANSWER_TEMPLATES.filter(({ kinds }) => kinds === null),
  ].map(({ key, title, body, asks }) => ({ key, title: title[reader], body: body[customer], asks }));
  const own = (await ownTemplates(actor)).map(({ ref, title, bodyPl, bodyEn }) => ({
    key: ref,
    title,
    body: customer === 'pl' ? bodyPl : bodyEn,
    asks: false,
  }));
  return [...fitting, ...own];
}
