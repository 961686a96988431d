import { mailFrame } from '@/app/outbox/mail-frame';
import { requireStaff } from '@/lib/auth/guards';
import { previewOf } from '@/lib/notifications/preview/queries';

/** A mail with its sample values for the frame on its page; `?language=en` for English. */
export async function GET(
  request: Request,
  { params }: { params: Promise<{ kind: string }> },
): Promise<Response> {
  await requireStaff('deliveries.see');
  const locale = new URL(request.url).searchParams.get('language') === 'en' ? 'en' : 'pl';
  const preview = await previewOf((await params).kind, locale);
  return preview?.mail ? mailFrame(preview.mail.html) : new Response(null, { status: 404 });
}
