import 'server-only';
import { sql } from 'drizzle-orm';
import { env } from '@/lib/env';
import { briefly } from '../brief';
import type { DeliveryHooks } from '../ports';
import { resume, suppress } from '../suppress';
import { receiveEvent } from './receive';
import { answer, readBody } from './request';

/** What Twilio itself takes for goodbye and for coming back; its `OptOutType` says the same, where it is set. */
const STOP = ['STOP', 'STOPALL', 'UNSUBSCRIBE', 'CANCEL', 'END', 'QUIT', 'OPTOUT', 'REVOKE'];
const START = ['START', 'YES', 'UNSTOP'];

/** Fields as they are signed; one that comes twice is a list. */
function fieldsOf(body: string): Record<string, string | string[]> {
  const form = new URLSearchParams(body);
  return Object.fromEntries(
    [...new Set(form.keys())].map(name => {
      const values = form.getAll(name);
      return [name, values.length > 1 ? values : values[0]!];
    }),
  );
}

/**
 * Takes a status callback or an SMS to us: signature over our own public address and the fields, then stored and
 * applied. The address names the message and the attempt, so that a callback is understood before our own commit.
 * @returns 200; 401 unsigned, 403 signed by somebody else, 413 too large, 503 where no secret is set
 */
export async function takeTwilioEvent(request: Request, hooks: DeliveryHooks, now: Date): Promise<Response> {
  const { TWILIO_AUTH_TOKEN: token, APP_URL } = env();
  if (!token) return answer(503);
  const signature = request.headers.get('x-twilio-signature');
  if (!signature) return answer(401);
  const body = await readBody(request);
  if (body === null) return answer(413);
  const { search, searchParams } = new URL(request.url);
  const fields = fieldsOf(body);
  const { default: twilio } = await import('twilio');
  if (!twilio.validateRequest(token, signature, `${APP_URL}/api/webhooks/twilio${search}`, fields)) {
    return answer(403);
  }
  const text = (name: string): string => {
    const value = fields[name];
    return typeof value === 'string' ? value.slice(0, 200) : '';
  };
  const message = text('MessageSid') || text('SmsSid');
  if (!message) return answer(200);
  const status = text('MessageStatus') || text('SmsStatus');
  if (text('Body') !== '' || status === 'received') {
    await takeIncoming(message, text('From'), text('OptOutType') || text('Body'));
    return answer(200);
  }
  const ref = searchParams.get('n') ?? '';
  const attempt = Number.parseInt(searchParams.get('a') ?? '') || 0;
  const details = {
    message,
    ref: /^[0-9A-Z]{4,20}$/.test(ref) ? ref : null,
    attempt,
    error: Number.parseInt(text('ErrorCode')) || null,
  };
  const eventId = `${message}:${attempt}:${status}`;
  await receiveEvent({ provider: 'twilio', eventId, type: status, details }, hooks, now);
  return answer(200);
}

/** Somebody writes to us: STOP and START count, each once; nobody reads the rest, and it is not kept. */
async function takeIncoming(message: string, from: string, said: string): Promise<void> {
  const word = said.trim().toUpperCase();
  const type = STOP.includes(word) ? 'stop' : START.includes(word) ? 'start' : 'incoming';
  await briefly(async tx => {
    const [fresh] = await tx.execute(sql`
      insert into webhook_events (provider, event_id, type, received_at, details)
      values ('twilio', ${`${message}:incoming`}, ${type}, clock_timestamp(), ${JSON.stringify({ message, ref: null })}::jsonb)
      on conflict do nothing returning 1`);
    if (!fresh || from === '') return;
    if (type === 'stop') await suppress(tx, 'sms', from, 'stopped');
    if (type === 'start') await resume(tx, 'sms', from);
  });
}
