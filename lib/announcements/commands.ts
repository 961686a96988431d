import 'server-only';
import { eq, sql } from 'drizzle-orm';
import { db, type Transaction } from '@/db/client';
import { announcementAreas, announcements, announcementUpdates } from '@/db/schema';
import { writeAudit, type AuditAction } from '@/lib/audit/commands';
import type { StaffActor } from '@/lib/auth/actor';
import { newRef } from '@/lib/kernel/refs';
import { Refusal } from '@/lib/kernel/refusal';
import { phaseOf, type Area } from './rules';

/** What staff write; the texts are trimmed and not empty, English ones null where there are none. */
export interface AnnouncementInput {
  readonly kind: 'failure' | 'planned';
  readonly emergency: boolean;
  readonly titlePl: string;
  readonly titleEn: string | null;
  readonly causePl: string;
  readonly causeEn: string | null;
  readonly startsAt: Date;
  readonly endsAt: Date | null;
  readonly tanker: string | null;
  readonly areas: readonly Area[];
}

interface Locked {
  readonly id: number;
  readonly publishedAt: Date | null;
  readonly startsAt: Date;
  readonly endsAt: Date | null;
  readonly endedAt: Date | null;
}

async function lock(tx: Transaction, ref: string): Promise<Locked> {
  const [found] = await tx
    .select({
      id: announcements.id,
      publishedAt: announcements.publishedAt,
      startsAt: announcements.startsAt,
      endsAt: announcements.endsAt,
      endedAt: announcements.endedAt,
    })
    .from(announcements)
    .where(eq(announcements.ref, ref))
    .for('update');
  if (!found) throw new Refusal('announcementGone');
  return found;
}

const audit = (tx: Transaction, actor: StaffActor, action: AuditAction, ref: string, now: Date) =>
  writeAudit(tx, { action, entity: `announcement:${ref}`, accountId: actor.accountId }, now);

function judge({ kind, areas, startsAt, endsAt }: AnnouncementInput, now: Date): void {
  if (areas.length === 0) throw new Refusal('announcementNoArea', 'city1');
  if (kind === 'planned' && endsAt === null) throw new Refusal('announcementNoEnd', 'endsAt');
  if (endsAt !== null && endsAt <= startsAt) throw new Refusal('announcementEndBeforeStart', 'endsAt');
  if (endsAt !== null && endsAt <= now) throw new Refusal('announcementEndPast', 'endsAt');
}

/**
 * Keeps a draft, a new one or the one of `ref` with what is written now. Nobody sees it but staff.
 * @returns its reference
 * @throws Refusal `announcementNoArea`, `announcementNoEnd`, `announcementEndBeforeStart`, `announcementEndPast`;
 *   `announcementGone` for no such; `announcementPublished` when it is no draft any more
 */
export async function draftAnnouncement(
  actor: StaffActor,
  ref: string | null,
  input: AnnouncementInput,
  now: Date,
): Promise<string> {
  judge(input, now);
  const { areas, ...values } = input;
  return db().transaction(async tx => {
    let id: number;
    const own = ref ?? newRef();
    if (ref === null) {
      const made = await tx
        .insert(announcements)
        .values({ ...values, ref: own, createdAt: now, createdBy: actor.accountId })
        .returning({ id: announcements.id });
      id = made[0]!.id;
    } else {
      const found = await lock(tx, ref);
      if (found.publishedAt !== null) throw new Refusal('announcementPublished');
      id = found.id;
      await tx.update(announcements).set(values).where(eq(announcements.id, id));
      await tx.delete(announcementAreas).where(eq(announcementAreas.announcementId, id));
    }
    await tx
      .insert(announcementAreas)
      .values(areas.map((area, position) => ({ ...area, announcementId: id, position })));
    await audit(tx, actor, 'announcement.drafted', own, now);
    return own;
  });
}

/**
 * Publishes a draft: it stands on the public pages at once, and the next `deliver` tells those who want it. Again:
 * nothing changes.
 * @throws Refusal `announcementGone`; `announcementEndPast` when its end has come meanwhile
 */
export async function publishAnnouncement(actor: StaffActor, ref: string, now: Date): Promise<void> {
  await db().transaction(async tx => {
    const found = await lock(tx, ref);
    if (found.publishedAt !== null) return;
    if (found.endsAt !== null && found.endsAt <= now) throw new Refusal('announcementEndPast');
    await tx.update(announcements).set({ publishedAt: now }).where(eq(announcements.id, found.id));
    await audit(tx, actor, 'announcement.published', ref, now);
  });
}

/** What became known later. */
export interface UpdateInput {
  readonly textPl: string;
  readonly textEn: string | null;
  /** the new expected end; null: as it was */
  readonly endsAt: Date | null;
}

/**
 * Adds what became known, and moves the expected end where it is given. The same text sent twice is added once.
 * @throws Refusal `announcementGone`, `announcementNotLive`, `announcementEndBeforeStart`, `announcementEndPast`
 */
export async function updateAnnouncement(
  actor: StaffActor,
  ref: string,
  { textPl, textEn, endsAt }: UpdateInput,
  now: Date,
): Promise<void> {
  await db().transaction(async tx => {
    const found = await lock(tx, ref);
    if (found.publishedAt === null || found.endedAt !== null) throw new Refusal('announcementNotLive');
    // One that ended by itself goes on when its end is moved.
    if (phaseOf(found, now) === 'ended' && endsAt === null)
      throw new Refusal('announcementEndPast', 'endsAt');
    if (endsAt !== null && endsAt <= found.startsAt)
      throw new Refusal('announcementEndBeforeStart', 'endsAt');
    if (endsAt !== null && endsAt <= now) throw new Refusal('announcementEndPast', 'endsAt');
    const moved = endsAt !== null && endsAt.getTime() !== found.endsAt?.getTime() ? endsAt : null;
    const [last] = await tx
      .select({ textPl: announcementUpdates.textPl })
      .from(announcementUpdates)
      .where(eq(announcementUpdates.announcementId, found.id))
      .orderBy(sql`${announcementUpdates.id} desc`)
      .limit(1);
    if (last?.textPl === textPl && moved === null) return;
    await tx.insert(announcementUpdates).values({
      announcementId: found.id,
      at: now,
      textPl,
      textEn,
      endsAt: moved,
      accountId: actor.accountId,
    });
    if (moved !== null)
      await tx.update(announcements).set({ endsAt: moved }).where(eq(announcements.id, found.id));
    await audit(tx, actor, 'announcement.updated', ref, now);
  });
}

/**
 * Ends it now. What was to be told of it is not sent any more. One that has ended stays as it is.
 * @throws Refusal `announcementGone`; `announcementNotLive` for a draft
 */
export async function endAnnouncement(actor: StaffActor, ref: string, now: Date): Promise<void> {
  await db().transaction(async tx => {
    const found = await lock(tx, ref);
    const phase = phaseOf(found, now);
    if (phase === 'draft') throw new Refusal('announcementNotLive');
    if (phase === 'ended') return;
    await tx.update(announcements).set({ endedAt: now }).where(eq(announcements.id, found.id));
    await audit(tx, actor, 'announcement.ended', ref, now);
  });
}
