import type { Route } from 'next';

const ORIGIN = 'http://here.invalid';

/**
 * A path of this site to go on to, out of what an address or a form says; anything that would lead elsewhere
 * (`//host`, `/\host`, `javascript:`) or back to signing in gives the fallback.
 */
export function localPath(text: string | null | undefined, fallback: Route = '/dashboard' as Route): Route {
  if (!text || !text.startsWith('/') || text.length > 1000) return fallback;
  if (!URL.canParse(text, ORIGIN)) return fallback;
  const url = new URL(text, ORIGIN);
  // Control characters and backslashes are dropped or turned by the parser: then it was no plain path.
  if (url.origin !== ORIGIN || /[\\\u0000-\u001f]/.test(text) || url.pathname.startsWith('//'))
    return fallback;
  if (/^\/(login|register|api)(\/|$)/.test(url.pathname)) return fallback;
  return `${url.pathname}${url.search}` as Route;
}
