import { takeTwilioEvent } from '@/lib/delivery/webhooks/twilio';
import { deliveryHooks } from '@/lib/notifications/hooks';

export const dynamic = 'force-dynamic';

/** What Twilio tells us of messages; its signature is the guard. */
export const POST = (request: Request): Promise<Response> =>
  takeTwilioEvent(request, deliveryHooks, new Date());
