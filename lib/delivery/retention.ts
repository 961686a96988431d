import 'server-only';
import { sql } from 'drizzle-orm';
import type { Connection } from '@/db/client';
import { SECRET_KINDS } from './rules/secret';
import { at, texts } from './statements';

/** Longer than a mail may still be repeated byte for byte, and than a code or link is good. */
const DAYS_KEPT = 2;

/**
 * Takes the text out of old messages with codes and links; that they were sent, when and to whom, stays. What is not
 * settled keeps it.
 */
export async function forgetSecrets(connection: Connection, now: Date): Promise<void> {
  const before = new Date(now.getTime() - DAYS_KEPT * 86_400_000);
  await connection.execute(sql`
    update outbox set body_text = '', body_html = null
    where kind = any(${texts(SECRET_KINDS)}) and settled_at < ${at(before)} and body_text <> ''
      and state not in ('queued', 'sending', 'temporarily_failed', 'unknown')`);
}
