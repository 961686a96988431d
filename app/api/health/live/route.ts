export const dynamic = 'force-dynamic';

/** The process answers. Asks nothing else, so that a database in trouble restarts no application. */
export function GET(): Response {
  return Response.json({ status: 'ok' }, { headers: { 'cache-control': 'no-store' } });
}
