import { visitor } from '@/lib/auth/visitor';
import { env } from '@/lib/env';
import { switchByLink } from '@/lib/notifications/unsubscribe/commands';
import { subscriptionOf } from '@/lib/notifications/unsubscribe/queries';

type Context = { params: Promise<{ token: string }> };

const HEADERS = { 'cache-control': 'no-store' };
/** The whole form is 26 bytes, some more as multipart. */
const LONGEST = 4_096;

/** Whether the body is the one that RFC 8058 prescribes, as either kind of form. */
async function isOneClick(request: Request): Promise<boolean> {
  if (Number(request.headers.get('content-length') ?? 0) > LONGEST) return false;
  try {
    return (await request.formData()).get('List-Unsubscribe') === 'One-Click';
  } catch {
    return false;
  }
}

/** The mail program's own button (RFC 8058): no cookie, no question, no redirect. A second time is fine too. */
export async function POST(request: Request, { params }: Context): Promise<Response> {
  const { token } = await params;
  if (!(await isOneClick(request))) return new Response(null, { status: 400, headers: HEADERS });
  const done = await switchByLink(await visitor(), { token, enabled: false }, new Date());
  return new Response(null, { status: done ? 200 : 404, headers: HEADERS });
}

/** Mail programs that know the older header alone open the address: they get the page. Changes nothing. */
export async function GET(_request: Request, { params }: Context): Promise<Response> {
  const { token } = await params;
  if (!(await subscriptionOf(token))) return new Response(null, { status: 404, headers: HEADERS });
  const location = `${env().APP_URL}/unsubscribe/${encodeURIComponent(token)}`;
  return new Response(null, { status: 303, headers: { ...HEADERS, location } });
}
