import { parseDay, type Day } from '../../kernel/dates';
import { parseCubicMetres, type Litres } from '../../kernel/volume';
import type { Fa3AttachmentBlock, Fa3Description, Fa3Reading, Fa3Table } from './document';

/*
 * FA(3) has no field for a meter's reading; billing systems write it into DodatkowyOpis or an attachment's
 * table. This is the grammar that is understood (letter case and blanks do not matter; `|` separates
 * alternatives). Text that is not of this kind stays a note, and nothing is ever concluded from half of it.
 *
 * 1. A description whose key names a water meter, its value in parts separated by `;` or comma and blank:
 *      key      …wodomierz… | …podlicznik…        main: …główny…   additional: …dodatkowy… | …ogrodowy… | podlicznik
 *      parts    nr SERIAL                         (may also stand in the key)
 *               odczyt|stan|wskazanie [poprzedni…|bieżąc…] [DAY]: VOLUME    (the colon may be missing
 *                                                where a word or day and the unit leave no doubt)
 *               VOLUME -> VOLUME                  (or → or =>)
 *    Exactly one serial, and either one arrow, or one or more states that can be put in order: by their days,
 *    or by the words. A state alone is the later one. Parts of other kinds (zużycie, zdalny, …) say nothing.
 *
 * 2. Descriptions of one line in which each says one thing: `Nr wodomierza`: SERIAL, then `Wskazanie|Odczyt|
 *    Stan poprzedni…`: VOLUME and `… bieżąc…`: VOLUME, a day in brackets or before a colon where known, up to
 *    the next `Nr wodomierza`.
 *
 * 3. A table with a column named …wodomierz… and one named …bieżąc… (…poprzedni… and days where there are
 *    any). Rows whose cells are not SERIAL and VOLUME are left out: headings, sums.
 *
 *    SERIAL   letters, digits, `-`, `/`, `.`, at least 3 characters and one digit
 *    VOLUME   m³ with up to 3 decimals, `m3` or `m³` behind it optional (required around an arrow at least once)
 *    DAY      YYYY-MM-DD or DD.MM.YYYY
 */

const SERIAL = '(?=[^\\s;,:]*\\d)[\\p{L}\\d][\\p{L}\\d./-]*[\\p{L}\\d]';
const DAY = '\\d{4}-\\d{2}-\\d{2}|\\d{1,2}\\.\\d{1,2}\\.\\d{4}';
const VOLUME = '\\d[\\d\\s]*(?:[.,]\\d+)?';
const CUBIC = '(?:\\s*m(?:3|³))';

const WHOLE_SERIAL = new RegExp(`^(?:nr\\.?\\s*)?(?<serial>${SERIAL})$`, 'iu');
const NUMBER = `(?:nr|numer)\\.?\\s*(?:fabr(?:\\.|yczny)\\s*)?:?\\s*(?<serial>${SERIAL})(?=$|[\\s)])`;
const NAMED_SERIAL = new RegExp(`(?:^|[\\s(])${NUMBER}`, 'iu');
const SERIAL_PART = new RegExp(`^(?:wodomierz\\s+)?${NUMBER}`, 'iu');
const STATE = new RegExp(
  `^(?:odczyt|stan|wskazanie)(?:\\s+(?<which>poprzedni\\p{L}*|początkow\\p{L}*|bieżąc\\p{L}*|końcow\\p{L}*))?` +
    `(?:\\s+(?:z\\s+(?:dnia\\s+)?|na\\s+(?:dzień\\s+)?)?(?<day>${DAY}))?` +
    `(?<colon>\\s*:)?\\s*(?<volume>${VOLUME})(?<unit>${CUBIC})?$`,
  'iu',
);
const ARROW = new RegExp(
  `^(?<from>${VOLUME})(?<unit>${CUBIC})?\\s*(?:->|→|=>)\\s*(?<to>${VOLUME})(?<unit2>${CUBIC})?$`,
  'iu',
);
const LONE_STATE = new RegExp(
  `^(?:(?<day>${DAY})\\s*:\\s*)?(?<volume>${VOLUME})${CUBIC}?(?:\\s*\\((?<day2>${DAY})\\))?$`,
  'iu',
);

const METER = /wodomierz|podlicznik/iu;
const EARLIER = /poprzedni|początkow/iu;
const LATER = /bieżąc|końcow/iu;
const SERIAL_KEY = /^(?:nr|numer)(?:\s+fabryczny)?\s+(?:wodomierza|podlicznika)/iu;
const STATE_KEY = /^(?:odczyt|stan|wskazanie)(?:\s+wodomierza)?\s+(?:poprzedni|początkow|bieżąc|końcow)/iu;

/** The schema ends a value at 256 characters; longer ones are not worth a search. */
const LONGEST = 1000;

interface State {
  which: 'earlier' | 'later' | null;
  day: Day | null;
  volume: Litres;
}

/** A serial without digits or of two characters is a word, not a number. */
const isSerial = (text: string): boolean => text.length >= 3;

const whichOf = (text: string): State['which'] =>
  EARLIER.test(text) ? 'earlier' : LATER.test(text) ? 'later' : null;

/** What kind of meter the words speak of; null when they do not say. */
export function roleOf(words: string): Fa3Reading['role'] {
  const additional = /dodatkow|ogrodow|podlicznik/iu.test(words);
  const main = /główn/iu.test(words);
  return additional === main ? null : additional ? 'additional' : 'main';
}

/** All readings that descriptions and tables state beyond doubt, each once. */
export function readingsOf(
  descriptions: readonly Fa3Description[],
  attachment: readonly Fa3AttachmentBlock[],
): Fa3Reading[] {
  const found = [
    ...descriptions.flatMap(description => fromText(description) ?? []),
    ...fromSeveral(descriptions),
    ...attachment.flatMap(block => block.tables.flatMap(fromTable)),
  ];
  const once = new Map<string, Fa3Reading>();
  for (const reading of found) {
    const key = `${reading.serial} ${reading.from} ${reading.to}`;
    const known = once.get(key);
    // A description and a table of the same reading: one may know what the other leaves out.
    if (known) {
      known.role ??= reading.role;
      known.fromDate ??= reading.fromDate;
      known.toDate ??= reading.toDate;
      known.lineNo ??= reading.lineNo;
    } else once.set(key, reading);
  }
  return [...once.values()];
}

/** Grammar 1: `Wodomierz główny` / `nr 22-1234567; odczyt 2026-08-31: 412 m3; odczyt 2026-10-31: 432 m3`. */
function fromText({ key, value, lineNo }: Fa3Description): Fa3Reading | null {
  if (!METER.test(key) || value.length > LONGEST) return null;
  const serials = new Set<string>();
  const arrows: RegExpExecArray[] = [];
  const states: State[] = [];
  const inKey = NAMED_SERIAL.exec(key)?.groups?.serial;
  if (inKey && isSerial(inKey)) serials.add(inKey);
  for (const part of value.split(/;|,\s/).map(text => text.trim())) {
    const serial = SERIAL_PART.exec(part)?.groups?.serial;
    if (serial && isSerial(serial)) serials.add(serial);
    const arrow = ARROW.exec(part);
    if (arrow && (arrow.groups?.unit || arrow.groups?.unit2)) arrows.push(arrow);
    const state = STATE.exec(part)?.groups;
    if (!state || !(state.colon || (state.unit && (state.which || state.day)))) continue;
    const volume = parseCubicMetres(state.volume!);
    const day = state.day ? parseDay(state.day) : null;
    if (volume === null || (state.day && !day)) return null;
    states.push({ which: whichOf(state.which ?? ''), day, volume });
  }
  const [serial] = serials;
  if (serials.size !== 1 || serial === undefined) return null;
  if (arrows.length === 1 && states.length === 0) {
    const from = parseCubicMetres(arrows[0]!.groups!.from!);
    const to = parseCubicMetres(arrows[0]!.groups!.to!);
    if (from === null || to === null) return null;
    return { serial, role: roleOf(key), from, to, fromDate: null, toDate: null, lineNo };
  }
  return arrows.length > 0 ? null : between(serial, roleOf(key), states, lineNo);
}

/** First and last of some states, when their order is beyond doubt. */
function between(
  serial: string,
  role: Fa3Reading['role'],
  states: readonly State[],
  lineNo: number | null,
): Fa3Reading | null {
  const [only] = states;
  if (!only) return null;
  const reading = (from: State | null, to: State): Fa3Reading => ({
    serial,
    role,
    from: from?.volume ?? null,
    to: to.volume,
    fromDate: from?.day ?? null,
    toDate: to.day,
    lineNo,
  });
  if (states.length === 1) return only.which === 'earlier' ? null : reading(null, only);
  const earlier = states.filter(state => state.which === 'earlier');
  const later = states.filter(state => state.which === 'later');
  if (states.length === 2 && earlier.length === 1 && later.length === 1) {
    return reading(earlier[0]!, later[0]!);
  }
  if (states.some(state => state.day === null || state.which !== null)) return null;
  const byDay = [...states].sort((a, b) => (a.day! < b.day! ? -1 : 1));
  if (new Set(byDay.map(state => state.day)).size !== byDay.length) return null;
  return reading(byDay[0]!, byDay.at(-1)!);
}

/** Grammar 2: number and states in descriptions of their own. */
function fromSeveral(descriptions: readonly Fa3Description[]): Fa3Reading[] {
  const found: Fa3Reading[] = [];
  let serial: string | null = null;
  let opening: Fa3Description | null = null;
  let states: State[] = [];
  const finish = (): void => {
    const reading = serial && opening && between(serial, roleOf(opening.key), states, opening.lineNo);
    if (reading) found.push(reading);
    serial = null;
    opening = null;
    states = [];
  };
  for (const description of descriptions) {
    if (SERIAL_KEY.test(description.key)) {
      finish();
      const match = WHOLE_SERIAL.exec(description.value)?.groups?.serial;
      serial = match && isSerial(match) ? match : null;
      opening = description;
    } else if (opening && STATE_KEY.test(description.key)) {
      const match = LONE_STATE.exec(description.value)?.groups;
      const volume = match ? parseCubicMetres(match.volume!) : null;
      const written = match?.day ?? match?.day2;
      const day = written ? parseDay(written) : null;
      // One state that cannot be read, or that belongs to another line, makes the whole group doubtful.
      if (volume === null || (written && !day) || description.lineNo !== opening.lineNo) serial = null;
      else states.push({ which: whichOf(description.key), day, volume });
    }
  }
  finish();
  return found;
}

/** Grammar 3: the table «Odczyty». */
function fromTable(table: Fa3Table): Fa3Reading[] {
  const columns = table.columns.map(column => column.name);
  const column = (...tests: RegExp[]): number => {
    const matching = columns.flatMap((name, i) => (tests.every(test => test.test(name)) ? [i] : []));
    return matching.length === 1 ? matching[0]! : -1;
  };
  const isDay = /data|dzień/iu;
  const noDay = /^(?!.*(?:data|dzień))/iu;
  const [meter, to] = [column(METER, /^(?!(?:typ|rodzaj))/iu), column(LATER, noDay)];
  if (meter < 0 || to < 0) return [];
  const from = column(EARLIER, noDay);
  const kind = column(/^(?:typ|rodzaj)/iu);
  const fromDay = column(isDay, EARLIER);
  const toDay = column(isDay, LATER) >= 0 ? column(isDay, LATER) : column(isDay, /^(?!.*poprzedni)/iu);
  return table.rows.flatMap(row => {
    const cell = (index: number): string => row[index]?.trim() ?? '';
    const serial = (WHOLE_SERIAL.exec(cell(meter)) ?? NAMED_SERIAL.exec(cell(meter)))?.groups?.serial;
    const later = volumeOf(cell(to));
    const earlier = volumeOf(cell(from));
    if (!serial || !isSerial(serial) || later === null) return [];
    if (earlier === null && cell(from) !== '' && cell(from) !== '-') return [];
    return {
      serial,
      role: roleOf(`${cell(kind)} ${cell(meter)} ${columns[meter]}`),
      from: earlier,
      to: later,
      fromDate: parseDay(cell(fromDay)),
      toDate: parseDay(cell(toDay)),
      lineNo: null,
    };
  });
}

const CELL_VOLUME = new RegExp(`^(?<volume>${VOLUME})${CUBIC}?$`, 'iu');

const volumeOf = (cell: string): Litres | null => {
  const match = CELL_VOLUME.exec(cell)?.groups;
  return match ? parseCubicMetres(match.volume!) : null;
};
