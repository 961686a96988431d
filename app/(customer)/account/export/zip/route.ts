import { Readable } from 'node:stream';
import type { Route } from 'next';
import { forbidden, redirect } from 'next/navigation';
import { requireCustomer } from '@/lib/auth/guards';
import { visitor } from '@/lib/auth/visitor';
import { Refusal } from '@/lib/kernel/refusal';
import { openDataExport } from '@/lib/own-data/commands';

/** All of one's own data as a ZIP, streamed. Who has had too many in a short time is sent back, and told how long to wait. */
export async function GET(request: Request): Promise<Response> {
  const actor = await requireCustomer('see');
  // Staff at somebody's portal: all of an account is more than the one customer they look at.
  if (actor.viewing) forbidden();
  const made = await openDataExport(actor, await visitor(), new Date(), request.signal).catch(
    (error: unknown) => {
      if (error instanceof Refusal) return error;
      throw error;
    },
  );
  if (made instanceof Refusal) redirect(`/account/export?wait=${Number(made.params?.minutes) || 1}` as Route);
  // The two declarations of the web's streams differ in name only.
  return new Response(Readable.toWeb(made.stream) as unknown as ReadableStream<Uint8Array>, {
    headers: {
      'Content-Type': 'application/zip',
      'Content-Disposition': `attachment; filename="${made.name}"`,
      'Cache-Control': 'private, no-store',
      'X-Content-Type-Options': 'nosniff',
      // A proxy that gathers the answer first would undo the stream.
      'X-Accel-Buffering': 'no',
    },
  });
}
