import { calendarFile, type CalendarEntry } from '@/lib/calendar/rules';
import { env } from '@/lib/env';

/** An address of the portal for things that are read outside it. */
export const portalAddress = (path: string): string => new URL(path, env().APP_URL).href;

/** The same for the same thing for ever, and nobody else's: the portal's own name is part of it (RFC 5545, 3.8.4.7). */
export const calendarUid = (kind: string, name: string): string =>
  `${kind}-${encodeURIComponent(name)}@${new URL(env().APP_URL).hostname}`;

/** A calendar file to download. */
export const calendarAnswer = (
  name: string,
  fileName: string,
  entries: readonly CalendarEntry[],
  now: Date,
): Response =>
  new Response(calendarFile(name, entries, now), {
    headers: {
      'Content-Type': 'text/calendar; charset=utf-8',
      'Content-Disposition': `attachment; filename="${fileName}"`,
      'Cache-Control': 'private, no-store',
      'X-Content-Type-Options': 'nosniff',
    },
  });
