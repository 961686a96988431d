import { alertAdministrators } from '@/lib/health/alert';
import { readiness } from '@/lib/health/queries';

export const dynamic = 'force-dynamic';

/**
 * Whether requests may be sent here: the database answers within a second and has the schema of this build. What is
 * amiss besides (no cron, an old import) stands under `warnings`, and an administrator is written to.
 */
export async function GET(): Promise<Response> {
  const now = new Date();
  const { ready, reason, warnings } = await readiness(now);
  // Not awaited: the answer has to be out within a second, whatever a provider does.
  if (warnings?.length) void alertAdministrators(now, warnings);
  return Response.json(
    { status: ready ? 'ok' : 'unavailable', ...(reason && { reason }), ...(warnings && { warnings }) },
    { status: ready ? 200 : 503, headers: { 'cache-control': 'no-store' } },
  );
}
