import { notFound } from 'next/navigation';
import { requireStaff } from '@/lib/auth/guards';
import { visitor } from '@/lib/auth/visitor';
import { readPhoto } from '@/lib/readings/review/commands';

/** A photo for those who review readings; that it was looked at is logged (SECURITY S12). */
export async function GET(
  _request: Request,
  context: { params: Promise<{ ref: string }> },
): Promise<Response> {
  const actor = await requireStaff('readings.see');
  const { ref } = await context.params;
  const content = (await readPhoto(actor, await visitor(), ref, new Date())) ?? notFound();
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
