import type { Database } from '@/db/client';
import type { Channel } from '@/db/schema';
import { enqueueMessages, type MessageToSend } from '@/lib/delivery/commands';

/** What a test has ordered, kept in the test: the checker believes neither database nor journal about it. */
export interface Ordered {
  readonly channel: Channel;
  readonly recipient: string;
  readonly text: string;
}

/** The nth message: every one has a recipient and a text of its own, so that a journal's entry names it. */
export function message(index: number, channel: Channel): MessageToSend {
  const about = {
    kind: 'invoice_issued',
    entity: `invoice:${index}`,
    occurrence: '1',
    channel,
    locale: 'pl' as const,
  };
  if (channel === 'sms') {
    const recipient = `+4860${String(index).padStart(7, '0')}`;
    return { ...about, recipient, text: `Wodociagi: faktura FV/${index} na 108,00 zl, do 6.12.2026.` };
  }
  const text = `Faktura FV/${index} na 108,00 zł, termin 6 grudnia 2026.`;
  return {
    ...about,
    recipient: `odbiorca.${index}@example.pl`,
    subject: `Faktura FV/${index}`,
    text,
    html: `<p>${text}</p>`,
  };
}

const CHUNK = 2_000;

/** Orders messages, half by each channel unless one is named. @returns what was ordered */
export async function order(
  db: Database,
  count: number,
  { channel, from = 0 }: { channel?: Channel; from?: number } = {},
): Promise<Ordered[]> {
  const messages = Array.from({ length: count }, (_, index) =>
    message(from + index, channel ?? (index % 2 === 0 ? 'email' : 'sms')),
  );
  for (let at = 0; at < count; at += CHUNK) {
    await enqueueMessages(db, messages.slice(at, at + CHUNK), new Date());
  }
  return messages.map(({ channel, recipient, text }) => ({ channel, recipient, text }));
}
