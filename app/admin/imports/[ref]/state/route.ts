import { notFound } from 'next/navigation';
import { requireStaff } from '@/lib/auth/guards';
import { findRun } from '@/lib/billing-import/runs/queries';
import { progressLine } from '../progress-line';

/** How far a run is, for the page that shows it. */
export async function GET(
  _request: Request,
  context: { params: Promise<{ ref: string }> },
): Promise<Response> {
  const actor = await requireStaff('imports.see');
  const { ref } = await context.params;
  const run = (await findRun(actor, ref)) ?? notFound();
  return Response.json(
    { state: run.state, silent: run.silent, ...(await progressLine(run)) },
    { headers: { 'cache-control': 'private, no-store' } },
  );
}
