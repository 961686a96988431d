import { outboxIsOpen, readOutbox } from '@/lib/delivery/queries';

/** A kept mail's HTML for the frame on its page: no scripts, nothing loaded, links open outside the frame. */
const POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'; base-uri 'self'; sandbox allow-top-navigation-by-user-activation allow-popups";

export async function GET(
  _request: Request,
  { params }: { params: Promise<{ ref: string }> },
): Promise<Response> {
  const message = outboxIsOpen() ? await readOutbox((await params).ref) : null;
  if (!message?.bodyHtml) return new Response(null, { status: 404 });
  return new Response(message.bodyHtml.replace('<head>', '<head><base target="_top"/>'), {
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': POLICY,
      'cache-control': 'no-store',
    },
  });
}
