import 'server-only';
import { rawSql } from '@/db/client';
import type { CustomerActor, StaffActor } from '@/lib/auth/actor';

/** A photo of the current customer's; null for somebody else's and for none. */
export async function findPhoto(actor: CustomerActor, ref: string): Promise<Uint8Array | null> {
  const sql = rawSql();
  const [row] = await sql<{ content: Uint8Array }[]>`
    select f.content from reading_photos f join submitted_readings s on s.id = f.submission_id
    where f.ref = ${ref} and s.customer_id = ${actor.current.id}::bigint`;
  return row?.content ?? null;
}

/** A photo for staff, with whose reading it is. The reader is named so that nobody calls it without one. */
export async function findPhotoForStaff(
  _reader: StaffActor,
  ref: string,
): Promise<{ content: Uint8Array; readingRef: string } | null> {
  const sql = rawSql();
  const [row] = await sql<{ content: Uint8Array; readingRef: string }[]>`
    select f.content, s.ref as "readingRef" from reading_photos f
      join submitted_readings s on s.id = f.submission_id
    where f.ref = ${ref}`;
  return row ?? null;
}
