/** Calendar files, read back by a parser that is not ours (ical.js). */
import * as fc from 'fast-check';
import ICAL from 'ical.js';
import { calendarFile, type CalendarEntry } from '@/lib/calendar/rules';
import { day } from '@/lib/kernel/dates';

const STAMP = new Date('2026-11-22T13:05:09.123Z');

const entry = (more: Partial<CalendarEntry> = {}): CalendarEntry => ({
  uid: 'legalisation-M-1@ibok.example.pl',
  on: day('2027-01-12'),
  summary: 'Koniec legalizacji wodomierza ogrodowego M-1',
  description: 'ul. Młyńska 14/3, Międzyrzecz',
  url: 'https://ibok.example.pl/meters',
  remindDaysBefore: [30, 7],
  ...more,
});

const read = (text: string) => new ICAL.Component(ICAL.parse(text) as unknown[]);
const events = (text: string) =>
  read(text)
    .getAllSubcomponents('vevent')
    .map(component => new ICAL.Event(component));

it('a whole day, 12 January 2027, ending the day after, with a stable UID and the given stamp', () => {
  const text = calendarFile('Legalizacja', [entry()], STAMP);
  const [event] = events(text);
  expect(event).toMatchObject({
    uid: 'legalisation-M-1@ibok.example.pl',
    summary: 'Koniec legalizacji wodomierza ogrodowego M-1',
    description: 'ul. Młyńska 14/3, Międzyrzecz',
  });
  expect(event!.startDate).toMatchObject({ isDate: true, year: 2027, month: 1, day: 12 });
  expect(event!.endDate).toMatchObject({ isDate: true, year: 2027, month: 1, day: 13 });
  expect(text).toContain('\r\nDTSTART;VALUE=DATE:20270112\r\nDTEND;VALUE=DATE:20270113\r\n');
  expect(text).toContain('\r\nDTSTAMP:20261122T130509Z\r\n');
  expect(text).toBe(calendarFile('Legalizacja', [entry()], STAMP));
});

it('31 December ends on 1 January', () => {
  expect(calendarFile('x', [entry({ on: day('2026-12-31') })], STAMP)).toContain('DTEND;VALUE=DATE:20270101');
});

it.each([
  [30, '-P29DT15H'],
  [7, '-P6DT15H'],
  [1, '-PT15H'],
  [0, 'PT9H'],
])('a reminder %d days before is at 9:00 that day: %s', (days, trigger) => {
  const [event] = read(calendarFile('x', [entry({ remindDaysBefore: [days] })], STAMP)).getAllSubcomponents(
    'vevent',
  );
  const [alarm] = event!.getAllSubcomponents('valarm');
  expect(alarm!.getFirstPropertyValue('action')).toBe('DISPLAY');
  expect(alarm!.getFirstPropertyValue('description')).toContain('Koniec legalizacji');
  const duration = alarm!.getFirstPropertyValue('trigger') as InstanceType<typeof ICAL.Duration>;
  expect(duration.toICALString()).toBe(trigger);
  expect(duration.toSeconds()).toBe((9 - 24 * days) * 3600);
});

it('nothing to remind of: no alarm', () => {
  expect(calendarFile('x', [entry({ remindDaysBefore: [] })], STAMP)).not.toContain('VALARM');
});

it('comma, semicolon, backslash and line end are escaped, and nothing can begin a line of its own', () => {
  const nasty = 'A, b; c\\d\nEND:VEVENT\r\nBEGIN:VEVENT\rX: ą\u0007';
  const text = calendarFile(nasty, [entry({ summary: nasty, url: 'https://x.pl/\r\nATTACH:x' })], STAMP);
  expect(text.match(/^BEGIN:VEVENT/gm)).toHaveLength(1);
  expect(text).not.toMatch(/^ATTACH/m);
  expect(events(text)[0]!.summary).toBe('A, b; c\\d\nEND:VEVENT\nBEGIN:VEVENT\nX: ą');
});

it('every line ends with CRLF and has 75 octets at most, never cut inside a letter, and reads back the same', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme', maxLength: 300 }),
      fc.constantFrom('ż', '😀', 'a'),
      (raw, pad) => {
        const summary = (raw + pad.repeat(80)).replace(/[\p{Cc}\u2028\u2029\ufeff]/gu, ' ').trim();
        const text = calendarFile('Ż'.repeat(90), [entry({ summary, description: summary })], STAMP);
        expect(text.endsWith('END:VCALENDAR\r\n')).toBe(true);
        const lines = text.split('\r\n');
        expect(lines.join('')).not.toMatch(/[\r\n]/);
        for (const line of lines) {
          const octets = Buffer.from(line);
          expect(octets.byteLength).toBeLessThanOrEqual(75);
          expect(octets.toString()).toBe(line);
        }
        expect(events(text)[0]!.summary).toBe(summary);
      },
    ),
    { numRuns: 200 },
  );
});

it('two meters are two entries in one calendar', () => {
  const text = calendarFile('x', [entry(), entry({ uid: 'legalisation-M-2@ibok.example.pl' })], STAMP);
  expect(new Set(events(text).map(event => event.uid)).size).toBe(2);
  expect(read(text).getFirstPropertyValue('version')).toBe('2.0');
});
