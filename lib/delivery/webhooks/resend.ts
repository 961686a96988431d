import 'server-only';
import { Resend } from 'resend';
import * as z from 'zod';
import { env } from '@/lib/env';
import type { DeliveryHooks } from '../ports';
import { answer, readBody } from './request';
import { receiveEvent } from './receive';

const event = z.object({
  type: z.string().max(60),
  data: z.object({
    email_id: z.string().max(100).default(''),
    tags: z
      .union([z.record(z.string(), z.string()), z.array(z.object({ name: z.string(), value: z.string() }))])
      .optional()
      .catch(undefined),
    bounce: z
      .object({ type: z.string().max(40) })
      .optional()
      .catch(undefined),
  }),
});

/** Our reference, as it went out with the mail; it comes back as an object, or as it was sent. */
function refOf(tags: z.output<typeof event>['data']['tags']): string | null {
  const ref = Array.isArray(tags) ? tags.find(({ name }) => name === 'ref')?.value : tags?.ref;
  return ref !== undefined && /^[0-9A-Z]{4,20}$/.test(ref) ? ref : null;
}

/**
 * Takes an event of Resend's: signature over the raw body, then stored under its `svix-id` and applied. Events about
 * mails that we do not know (yet) are stored as well.
 * @returns 200; 401 unsigned, 403 signed by somebody else, 413 too large, 503 where no secret is set
 */
export async function takeResendEvent(request: Request, hooks: DeliveryHooks, now: Date): Promise<Response> {
  const { RESEND_WEBHOOK_SECRET: webhookSecret } = env();
  if (!webhookSecret) return answer(503);
  const [id, timestamp, signature] = ['svix-id', 'svix-timestamp', 'svix-signature'].map(name =>
    request.headers.get(name),
  );
  if (!id || !timestamp || !signature || id.length > 200) return answer(401);
  const payload = await readBody(request);
  if (payload === null) return answer(413);
  let verified: unknown;
  try {
    // The SDK wants a key to be made at all; checking a signature uses none.
    const { webhooks } = new Resend('re_unused');
    verified = webhooks.verify({ payload, headers: { id, timestamp, signature }, webhookSecret });
  } catch {
    return answer(403);
  }
  const read = event.safeParse(verified);
  // Signed, and nothing that we understand: there is no use in sending it again.
  if (!read.success) return answer(200);
  const { type, data } = read.data;
  const details = { message: data.email_id, ref: refOf(data.tags), bounce: data.bounce?.type ?? null };
  await receiveEvent({ provider: 'resend', eventId: id, type, details }, hooks, now);
  return answer(200);
}
