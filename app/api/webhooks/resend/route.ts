import { takeResendEvent } from '@/lib/delivery/webhooks/resend';
import { deliveryHooks } from '@/lib/notifications/hooks';

export const dynamic = 'force-dynamic';

/** What Resend tells us of messages; its signature is the guard. */
export const POST = (request: Request): Promise<Response> =>
  takeResendEvent(request, deliveryHooks, new Date());
