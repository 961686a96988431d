import 'server-only';
import { env } from '@/lib/env';
import { sameSecret } from '@/lib/kernel/hash';

/**
 * Whether a call of a cron route may pass: `Authorization: Bearer` with the secret, or with the one before while it
 * is being changed. Both are compared, in constant time, whichever fits.
 * @returns null when it may; else the status to answer: 503 where no secret is configured, 401 for a wrong one
 */
export function cronRefusal(request: Request): 401 | 503 | null {
  const { CRON_SECRET, CRON_SECRET_PREVIOUS } = env();
  const secrets = [CRON_SECRET, CRON_SECRET_PREVIOUS].filter(secret => secret !== undefined);
  if (secrets.length === 0) return 503;
  const given = /^Bearer +(\S+) *$/i.exec(request.headers.get('authorization') ?? '')?.[1] ?? '';
  const fits = secrets.map(secret => sameSecret(secret, given));
  return fits.includes(true) ? null : 401;
}
