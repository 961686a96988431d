import { NextResponse, type NextRequest } from 'next/server';
import { PATH_HEADER } from '@/lib/auth/headers';
import { env, inDevelopment } from '@/lib/env';

/** Pages of customers and staff. Only for sending people to the sign-in early: the guards are in the pages. */
const SIGNED_IN =
  /^\/(dashboard|overview|invoices|settlements|readings(?!\/public(?:\/|$))|consumption|meters|contracts|e-invoice|notifications|messages|move-out|account|admin)(\/|$)/;
/** A mail shown in a frame of its page: its own route sets what it may do. */
const KEPT_MAIL = /^\/(outbox\/(preview\/)?|admin\/deliveries\/preview\/)[^/]+\/html$/;

const https = (): boolean => env().APP_URL.startsWith('https:');

function contentSecurityPolicy(nonce: string): string {
  const development = inDevelopment();
  const rules = [
    "default-src 'self'",
    // The development server evaluates source text and adds styles of its own.
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${development ? " 'unsafe-eval'" : ''}`,
    development ? "style-src 'self' 'unsafe-inline'" : `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data: blob:",
    "object-src 'none'",
    "base-uri 'self'",
    "form-action 'self'",
    "frame-src 'self'",
    "frame-ancestors 'none'",
    ...(https() ? ['upgrade-insecure-requests'] : []),
  ];
  return rules.join('; ');
}

/** Security headers for every answer, the nonce for the page, and an early way to the sign-in. */
export function proxy(request: NextRequest): NextResponse {
  const { pathname, search } = request.nextUrl;
  const sent = new Headers(request.headers);
  const nonce = btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(16))));
  const policy = contentSecurityPolicy(nonce);
  sent.set('x-nonce', nonce);
  sent.set(PATH_HEADER, `${pathname}${search}`);
  // Next.js reads the nonce for its own scripts out of the request's policy.
  sent.set('content-security-policy', policy);

  const signedIn = SIGNED_IN.test(pathname);
  const cookie = https() ? '__Host-session' : 'session';
  if (signedIn && request.method === 'GET' && !request.cookies.has(cookie)) {
    const target = request.nextUrl.clone();
    target.pathname = '/login';
    target.search = `?next=${encodeURIComponent(`${pathname}${search}`)}`;
    return NextResponse.redirect(target);
  }

  const response = NextResponse.next({ request: { headers: sent } });
  const { headers } = response;
  if (!KEPT_MAIL.test(pathname)) headers.set('content-security-policy', policy);
  headers.set('referrer-policy', 'same-origin');
  headers.set('x-content-type-options', 'nosniff');
  headers.set('permissions-policy', 'camera=(), microphone=(), geolocation=(), payment=(), usb=()');
  headers.set('cross-origin-opener-policy', 'same-origin');
  if (https()) headers.set('strict-transport-security', 'max-age=31536000; includeSubDomains');
  if (signedIn) headers.set('cache-control', 'private, no-store');
  return response;
}

// Not the upload of a billing package either: the proxy keeps bodies and cuts long ones off (next.config.ts).
export const config = {
  matcher: ['/((?!_next/static|_next/image|favicon.ico|icon.svg|admin/imports/upload$).*)'],
};
