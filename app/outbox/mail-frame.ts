/** A mail's HTML for the frame on its page: no scripts, nothing loaded; its links replace the page. */
const POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'; base-uri 'self'; sandbox allow-top-navigation-by-user-activation";

export function mailFrame(source: string): Response {
  // A tab opened from here would inherit the sandbox, and no form would work in it.
  const html = source.replaceAll('target="_blank"', '').replace('<head>', '<head><base target="_top"/>');
  return new Response(html, {
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': POLICY,
      'cache-control': 'no-store',
    },
  });
}
