import { createHash } from 'node:crypto';
import type { Channel } from '@/lib/announcements/feeds';
import { publicAnnouncements, type Phased } from '@/lib/announcements/queries';
import { env } from '@/lib/env';
import { utility } from '@/lib/utility';

/**
 * A feed with its type: the same for everybody, so that anything between may keep it for a minute; who has it
 * already is told so (304).
 */
export async function feedAnswer(
  request: Request,
  type: string,
  write: (announcements: readonly Phased[], channel: Channel) => string,
): Promise<Response> {
  const channel = { portalUrl: env().APP_URL, utility: utility().shortName };
  const body = write(await publicAnnouncements(new Date()), channel);
  const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 27)}"`;
  const headers = {
    'Content-Type': `${type}; charset=utf-8`,
    'Cache-Control': 'public, max-age=60, stale-while-revalidate=300',
    ETag: etag,
    'X-Content-Type-Options': 'nosniff',
  };
  const known = (request.headers.get('if-none-match') ?? '')
    .split(',')
    .map(each => each.trim().replace(/^W\//, ''));
  return known.includes(etag)
    ? new Response(null, { status: 304, headers })
    : new Response(body, { headers });
}
