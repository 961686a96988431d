import { readiness } from '@/lib/health/queries';

export const dynamic = 'force-dynamic';

/** Whether requests may be sent here: the database answers within a second and has the schema of this build. */
export async function GET(): Promise<Response> {
  const { ready, reason } = await readiness();
  return Response.json(
    { status: ready ? 'ok' : 'unavailable', ...(reason && { reason }) },
    { status: ready ? 200 : 503, headers: { 'cache-control': 'no-store' } },
  );
}
