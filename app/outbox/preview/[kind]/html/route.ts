import { previewIsOpen, previewOf } from '@/lib/notifications/preview/queries';
import { mailFrame } from '../../../mail-frame';

/** A mail with its sample values as its page shows it; `?language=en` for English. */
export async function GET(
  request: Request,
  { params }: { params: Promise<{ kind: string }> },
): Promise<Response> {
  const locale = new URL(request.url).searchParams.get('language') === 'en' ? 'en' : 'pl';
  const preview = previewIsOpen() ? await previewOf((await params).kind, locale) : null;
  return preview?.mail ? mailFrame(preview.mail.html) : new Response(null, { status: 404 });
}
