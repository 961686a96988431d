import { Readable } from 'node:stream';
import type { Route } from 'next';
import { forbidden, notFound, redirect } from 'next/navigation';
import { noteDownload } from '@/lib/audit/downloads';
import { requireCustomer } from '@/lib/auth/guards';
import { visitor } from '@/lib/auth/visitor';
import { openArchive } from '@/lib/invoices/archive/commands';
import { Refusal } from '@/lib/kernel/refusal';

/**
 * A year's invoices as a ZIP, streamed: `?year=2026`, left out for the newest year. 404 for a year without any.
 * Who has had too many in a short time is sent back to the list, which says how long to wait.
 */
export async function GET(request: Request): Promise<Response> {
  const actor = await requireCustomer('invoices');
  // Staff at somebody's portal write nothing, not even in the customer's allowance.
  if (actor.viewing) forbidden();
  const asked = new URL(request.url).searchParams.get('year');
  if (asked !== null && !/^\d{4}$/.test(asked)) notFound();
  const archive = await openArchive(
    actor,
    asked === null ? null : Number(asked),
    new Date(),
    request.signal,
  ).catch((error: unknown) => {
    if (error instanceof Refusal) return error;
    throw error;
  });
  if (archive instanceof Refusal) redirect(`/invoices?wait=${Number(archive.params?.minutes) || 1}` as Route);
  if (!archive) notFound();
  const entity = `customer:${actor.current.customerNumber}`;
  await noteDownload(actor, await visitor(), { action: 'invoice.archive_downloaded', entity }, new Date());
  // The two declarations of the web's streams differ in name only.
  return new Response(Readable.toWeb(archive.stream) as unknown as ReadableStream<Uint8Array>, {
    headers: {
      'Content-Type': 'application/zip',
      'Content-Disposition': `attachment; filename="${archive.name}"`,
      'Cache-Control': 'private, no-store',
      'X-Content-Type-Options': 'nosniff',
      // A proxy that gathers the answer first would undo the stream.
      'X-Accel-Buffering': 'no',
    },
  });
}
