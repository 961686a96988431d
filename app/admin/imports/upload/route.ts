import { redirect } from 'next/navigation';
import type { Route } from 'next';
import { requireStaff } from '@/lib/auth/guards';
import { isSameOrigin } from '@/lib/auth/same-origin';
import { visitor } from '@/lib/auth/visitor';
import { openRun, uploaded } from '@/lib/billing-import/runs/commands';
import { receivePackage, type UploadFault } from '@/lib/billing-import/runs/receive';

export const dynamic = 'force-dynamic';

const HEADERS = { 'cache-control': 'private, no-store', 'x-content-type-options': 'nosniff' };

const to = (location: string) => new Response(null, { status: 303, headers: { ...HEADERS, location } });
const failed = (fault: UploadFault) => to(`/admin/imports?fault=${fault}`);

/**
 * A billing package, written to disk as it comes: a Server Action would hold all of it in memory. proxy.ts leaves this
 * address alone, because it would cut the body off (next.config.ts).
 */
export async function POST(request: Request): Promise<Response> {
  const actor = await requireStaff('imports.run');
  if (!isSameOrigin(request)) return new Response(null, { status: 403, headers: HEADERS });
  if (!request.body) return failed('broken');
  const ref = await openRun(actor, new Date());
  const received = await receivePackage(ref, request.body, request.headers.get('content-type') ?? '');
  if ('fault' in received) return failed(received.fault);
  await uploaded(actor, await visitor(), { ref, ...received }, new Date());
  return to(`/admin/imports/${ref}`);
}

/** Whoever comes by the address itself gets the form. */
export async function GET(): Promise<Response> {
  await requireStaff('imports.run');
  redirect('/admin/imports' as Route);
}
