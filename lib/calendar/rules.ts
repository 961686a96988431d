import { addDays, type Day } from '@/lib/kernel/dates';

/** Calendar files (RFC 5545) of whole-day entries; pure: the instant of writing is an argument. */

export interface CalendarEntry {
  /** the same for ever for the same thing: a newer file then moves the entry instead of adding another */
  readonly uid: string;
  readonly on: Day;
  readonly summary: string;
  readonly description: string;
  /** where the thing itself is seen */
  readonly url: string;
  /** reminders at 9:00, so many days before; none for what the reader need not do anything about */
  readonly remindDaysBefore: readonly number[];
}

/** Lines are at most so long, without their end (RFC 5545, 3.1). */
const OCTETS = 75;
const REMIND_AT_HOUR = 9;

/**
 * The file's text, UTF-8 with CRLF.
 * @param name of the calendar, shown by programs that keep it apart
 * @param stamp when the file is made
 */
export function calendarFile(name: string, entries: readonly CalendarEntry[], stamp: Date): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//IBOK//IBOK//PL',
    'CALSCALE:GREGORIAN',
    `X-WR-CALNAME:${escaped(name)}`,
    ...entries.flatMap(entry => event(entry, stamp)),
    'END:VCALENDAR',
  ];
  return lines.map(line => `${folded(line)}\r\n`).join('');
}

const event = (entry: CalendarEntry, stamp: Date): string[] => [
  'BEGIN:VEVENT',
  `UID:${escaped(entry.uid)}`,
  `DTSTAMP:${utc(stamp)}`,
  `DTSTART;VALUE=DATE:${basic(entry.on)}`,
  // The end is exclusive.
  `DTEND;VALUE=DATE:${basic(addDays(entry.on, 1))}`,
  `SUMMARY:${escaped(entry.summary)}`,
  `DESCRIPTION:${escaped(entry.description)}`,
  // An address is no text: what stands in it is not escaped, but it cannot hold a line's end.
  `URL:${entry.url.replace(/[\s\u0000-\u001f]/g, '')}`,
  // Nobody is busy because a bill is due.
  'TRANSP:TRANSPARENT',
  ...entry.remindDaysBefore.flatMap(days => [
    'BEGIN:VALARM',
    'ACTION:DISPLAY',
    `DESCRIPTION:${escaped(entry.summary)}`,
    `TRIGGER:${beforeMidnight(days * 24 - REMIND_AT_HOUR)}`,
    'END:VALARM',
  ]),
  'END:VEVENT',
];

/** `-P6DT15H`: so many hours before the day begins (after it when negative: 9:00 on the day itself). */
function beforeMidnight(hours: number): string {
  const [days, rest] = [Math.floor(Math.abs(hours) / 24), Math.abs(hours) % 24];
  return `${hours > 0 ? '-' : ''}P${days ? `${days}D` : ''}${rest || !days ? `T${rest}H` : ''}`;
}

const basic = (value: Day): string => value.replaceAll('-', '');

/** `20261122T130500Z` */
const utc = (instant: Date): string => instant.toISOString().replace(/\.\d+|[-:]/g, '');

/** A text as a value (3.3.11). Other control characters are not allowed in one at all. */
const escaped = (text: string): string =>
  text
    .replace(/\r\n?/g, '\n')
    .replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, '')
    .replace(/[\\;,]/g, '\\$&')
    .replaceAll('\n', '\\n');

/** Breaks a line before its 76th octet, never inside a character; the rest goes on after a blank. */
function folded(line: string): string {
  const parts: string[] = [];
  let part = '';
  let octets = 0;
  for (const character of line) {
    const size = Buffer.byteLength(character);
    if (octets + size > OCTETS) {
      parts.push(part);
      part = ' ';
      octets = 1;
    }
    part += character;
    octets += size;
  }
  return [...parts, part].join('\r\n');
}
