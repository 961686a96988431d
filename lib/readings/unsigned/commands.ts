import 'server-only';
import { and, eq, gt, isNull, sql } from 'drizzle-orm';
import { db, type Connection } from '@/db/client';
import { customers, meters, readingLinks, submittedReadings } from '@/db/schema';
import { spend } from '@/lib/auth/limits';
import type { Visitor } from '@/lib/auth/visitor';
import { addDays, dayOf, startOfDay } from '@/lib/kernel/dates';
import { sha256 } from '@/lib/kernel/hash';
import { newRef, newToken } from '@/lib/kernel/refs';
import { Refusal } from '@/lib/kernel/refusal';
import { currentUtility } from '@/lib/settings/queries';
import { windowEnd } from '../rules/window';
import { submit, unlessObjected, type Outcome, type ReadingForm, type TypedReading } from '../submit';

/** Readings of people who do not sign in: by a link for one meter, or with two numbers from an invoice. */

/** How long a link works where readings are taken at any time. */
const LINK_DAYS = 14;

/**
 * Makes the link that opens the form of one meter without signing in, once, until the reading window closes
 * (SECURITY S7).
 * @returns its token, for `/r/TOKEN`; only its hash is kept
 */
export async function createReadingLink(
  tx: Connection,
  of: { readonly meterId: number; readonly customerId: number },
  now: Date,
): Promise<{ token: string; expiresAt: Date }> {
  const token = newToken();
  const end =
    windowEnd((await currentUtility(tx)).readingWindows, dayOf(now)) ?? addDays(dayOf(now), LINK_DAYS);
  const expiresAt = startOfDay(addDays(end, 1));
  await tx.delete(readingLinks).where(sql`${readingLinks.expiresAt} < ${addDays(dayOf(now), -30)}::date`);
  await tx.insert(readingLinks).values({ ...of, tokenHash: sha256(token), createdAt: now, expiresAt });
  return { token, expiresAt };
}

/** Rows of links that still work, found by the hash of their token alone. */
export const workingLink = (token: string, now: Date) =>
  and(
    eq(readingLinks.tokenHash, sha256(token)),
    isNull(readingLinks.usedAt),
    gt(readingLinks.expiresAt, now),
  );

/**
 * Stores the reading of whoever holds a link. It is used up only by a reading that was stored.
 * @throws Refusal `readingLinkGone`
 */
export async function submitByLink(
  from: Pick<Visitor, 'ip'>,
  form: Omit<ReadingForm, 'readings' | 'corrects'> & {
    readonly token: string;
    readonly reading: Omit<TypedReading, 'serial'>;
  },
  now: Date,
): Promise<Outcome> {
  return unlessObjected(() =>
    db().transaction(async tx => {
      const [link] = await tx
        .select({ customerId: readingLinks.customerId, serial: meters.serialNumber })
        .from(readingLinks)
        .innerJoin(meters, eq(meters.id, readingLinks.meterId))
        .where(workingLink(form.token, now))
        .for('update', { of: readingLinks });
      if (!link) {
        const again = await usedLinkRef(tx, form.token, form.formKey);
        if (again) return again;
        throw new Refusal('readingLinkGone');
      }
      const sender = { customerId: link.customerId, channel: 'link' as const, ip: from.ip };
      const ref = await submit(
        tx,
        sender,
        { ...form, readings: [{ ...form.reading, serial: link.serial }] },
        now,
      );
      await tx
        .update(readingLinks)
        .set({ usedAt: now })
        .where(eq(readingLinks.tokenHash, sha256(form.token)));
      return ref;
    }),
  );
}

/** The same form sent twice finds its link used up by itself. */
async function usedLinkRef(tx: Connection, token: string, formKey: string): Promise<string | null> {
  const [row] = await tx
    .select({ ref: submittedReadings.ref })
    .from(readingLinks)
    .innerJoin(submittedReadings, eq(submittedReadings.meterId, readingLinks.meterId))
    .where(
      and(
        eq(readingLinks.tokenHash, sha256(token)),
        eq(submittedReadings.formKey, formKey),
        eq(submittedReadings.channel, 'link'),
      ),
    );
  return row?.ref ?? null;
}

/**
 * Stores the reading of somebody who knows a customer number and the number of one of its meters. Whatever the two
 * are, the answer is a reference: what would tell right numbers from wrong ones is never said (SECURITY S7). A
 * suspicious reading waits for review, without numbers shown; an impossible one too, because nothing is lost.
 * @throws Refusal `tooMany`, and what the typed text alone says
 */
export async function submitPublicly(
  from: Pick<Visitor, 'ip' | 'prefix'>,
  form: Omit<ReadingForm, 'readings' | 'corrects'> & {
    readonly customerNumber: string;
    readonly serial: string;
    readonly typed: string;
  },
  now: Date,
): Promise<string> {
  await spend(db(), 'publicReadingOfNetwork', from.prefix, now);
  await spend(db(), 'publicReadingOfCustomer', form.customerNumber, now);
  const [customer] = await db()
    .select({ id: customers.id })
    .from(customers)
    .where(eq(customers.customerNumber, form.customerNumber));
  const sender = { customerId: customer?.id ?? 0, channel: 'public' as const, ip: from.ip };
  const readings = [{ serial: form.serial, typed: form.typed }];
  const outcome = await unlessObjected(() =>
    db().transaction(tx => submit(tx, sender, { ...form, readings }, now)),
  );
  return 'ref' in outcome ? outcome.ref : newRef();
}
