import type { Route } from 'next';

const ORIGIN = 'http://here.invalid';

/**
 * A path of this site out of what an address or a form says; anything that would lead elsewhere (`//host`,
 * `/\\host`, `javascript:`) gives the fallback.
 */
export function localPath(text: string | null | undefined, fallback: Route): Route {
  if (!text || !text.startsWith('/') || text.length > 1000) return fallback;
  // Control characters and backslashes are dropped or turned by browsers: then it was no plain path.
  if (/[\\\u0000-\u001f]/.test(text) || !URL.canParse(text, ORIGIN)) return fallback;
  const url = new URL(text, ORIGIN);
  if (url.origin !== ORIGIN || url.pathname.startsWith('//')) return fallback;
  return `${url.pathname}${url.search}` as Route;
}

/** Where to go after signing in: as {@link localPath}, but not back to signing in or to a step of it. */
export function pathAfterSignIn(text: string | null | undefined, fallback: Route): Route {
  const path = localPath(text, fallback);
  return /^\/(login|register|password|second-factor|terms\/accept|api|outbox)([/?]|$)/.test(path)
    ? fallback
    : path;
}

/** A page of the way in, with what it is told and where it leads in the end. */
export function withNext(page: string, next: string | undefined, query: Record<string, string> = {}): Route {
  const search = new URLSearchParams(next ? { ...query, next } : query).toString();
  return (search ? `${page}?${search}` : page) as Route;
}
