import { outboxIsOpen, readOutbox } from '@/lib/delivery/queries';
import { mailFrame } from '../../mail-frame';

/** A kept mail as its page shows it. */
export async function GET(
  _request: Request,
  { params }: { params: Promise<{ ref: string }> },
): Promise<Response> {
  const message = outboxIsOpen() ? await readOutbox((await params).ref) : null;
  return message?.bodyHtml ? mailFrame(message.bodyHtml) : new Response(null, { status: 404 });
}
