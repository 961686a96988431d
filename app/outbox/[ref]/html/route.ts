import { outboxIsOpen, readOutbox } from '@/lib/delivery/queries';

/** A kept mail's HTML for the frame on its page: no scripts, nothing loaded; its links replace the page. */
const POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'; base-uri 'self'; sandbox allow-top-navigation-by-user-activation";

export async function GET(
  _request: Request,
  { params }: { params: Promise<{ ref: string }> },
): Promise<Response> {
  const message = outboxIsOpen() ? await readOutbox((await params).ref) : null;
  if (!message?.bodyHtml) return new Response(null, { status: 404 });
  // A tab opened from here would inherit the sandbox, and no form would work in it.
  const html = message.bodyHtml
    .replaceAll('target="_blank"', '')
    .replace('<head>', '<head><base target="_top"/>');
  return new Response(html, {
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': POLICY,
      'cache-control': 'no-store',
    },
  });
}
