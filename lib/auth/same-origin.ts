import 'server-only';
import { env } from '@/lib/env';

/**
 * Whether a form was sent by a page of ours: what Server Actions check by themselves and a route that takes a form has
 * to (SECURITY S5). Browsers name the page's origin with every POST.
 */
export function isSameOrigin(request: Request): boolean {
  const origin = request.headers.get('origin');
  if (!origin || !URL.canParse(origin)) return false;
  return origin === new URL(env().APP_URL).origin || new URL(origin).host === request.headers.get('host');
}
