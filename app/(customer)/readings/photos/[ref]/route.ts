import { notFound } from 'next/navigation';
import { requireCustomer } from '@/lib/auth/guards';
import { findPhoto } from '@/lib/readings/photos/queries';

/** A photo of the current customer's own reading. */
export async function GET(
  _request: Request,
  context: { params: Promise<{ ref: string }> },
): Promise<Response> {
  const actor = await requireCustomer('see');
  const content = (await findPhoto(actor, (await context.params).ref)) ?? notFound();
  return new Response(new Uint8Array(content), {
    headers: {
      'Content-Type': 'image/jpeg',
      'Content-Length': String(content.byteLength),
      'Content-Disposition': 'inline; filename="wodomierz.jpg"',
      'Cache-Control': 'private, no-store',
      'X-Content-Type-Options': 'nosniff',
    },
  });
}
