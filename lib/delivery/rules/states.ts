/** What a provider says of a message after it has taken it, and how the message's state follows: only forward (N8). */

export type Heard =
  /** taken, and on its way */
  | 'sent'
  /** on its way, with difficulties */
  | 'delayed'
  | 'delivered'
  /** will not arrive */
  | 'failed'
  /** came back: the address takes nothing */
  | 'bounced'
  /** the provider keeps the address from its own list of bounced ones */
  | 'suppressed'
  /** arrived, and was called spam */
  | 'complained';

export interface Move {
  readonly state: 'sent' | 'delivered' | 'permanently_failed' | 'suppressed';
  /** the other channel is to be asked */
  readonly failed?: true;
}

/** How far a message is, as far as a provider can tell; what we do ourselves is 0. */
const RANK: Readonly<Record<string, number>> = {
  sent: 1,
  delivered: 2,
  permanently_failed: 3,
  suppressed: 3,
};

const MEANS: Readonly<Record<Heard, Move>> = {
  sent: { state: 'sent' },
  delayed: { state: 'sent' },
  delivered: { state: 'delivered' },
  failed: { state: 'permanently_failed', failed: true },
  bounced: { state: 'permanently_failed', failed: true },
  suppressed: { state: 'suppressed', failed: true },
  complained: { state: 'delivered', failed: true },
};

/**
 * Where a message goes on hearing something of it. A mail may bounce after it was delivered; an SMS is either. What we
 * had given up or parked (`unknown`, `expired`, `queued` again) moves too: the provider has it after all.
 * @param attempted whether it was ever handed to a provider
 * @returns null when it stays
 */
export function moveOn(
  channel: 'email' | 'sms',
  state: string,
  attempted: boolean,
  heard: Heard,
): Move | null {
  if (!attempted) return null;
  const move = MEANS[heard];
  const [from, to] = [RANK[state] ?? 0, RANK[move.state]!];
  if (channel === 'sms' && from >= 2) return null;
  return to > from ? move : null;
}

const RESEND: Readonly<Record<string, Heard>> = {
  'email.sent': 'sent',
  'email.scheduled': 'sent',
  'email.delivery_delayed': 'delayed',
  'email.delivered': 'delivered',
  // Somebody who opens it has it.
  'email.opened': 'delivered',
  'email.clicked': 'delivered',
  'email.bounced': 'bounced',
  'email.failed': 'failed',
  'email.suppressed': 'suppressed',
  'email.complained': 'complained',
};

/** @returns null for events that say nothing about a message's way */
export const heardOfMail = (type: string): Heard | null => RESEND[type] ?? null;

const TWILIO: Readonly<Record<string, Heard>> = {
  accepted: 'sent',
  scheduled: 'sent',
  queued: 'sent',
  sending: 'sent',
  sent: 'sent',
  delivered: 'delivered',
  read: 'delivered',
  undelivered: 'failed',
  failed: 'failed',
  canceled: 'failed',
};

export const heardOfSms = (status: string): Heard | null => TWILIO[status] ?? null;
