import 'server-only';
import * as z from 'zod';
import { says } from '@/lib/auth/action';
import { attemptField } from '@/lib/auth/fields';
import { dayOf, parseDay } from '@/lib/kernel/dates';
import { newToken } from '@/lib/kernel/refs';
import { Refusal } from '@/lib/kernel/refusal';
import { preparePhoto, type Photo } from '../photos/prepare';
import { ANSWERS, type Answer } from '../rules/judge';
import type { TypedReading } from '../submit';

/** The fields that every form of readings has; several meters send theirs in the same order. */

const several = z.preprocess(
  value => (value === undefined ? [] : Array.isArray(value) ? value : [value]),
  z.array(z.string().max(100).catch('')).max(200),
);

/** Empty: today. */
const dayField = z
  .string()
  .optional()
  .transform((text, ctx) => {
    const typed = (text ?? '').replace(/\s/g, '');
    const day = typed === '' ? dayOf(new Date()) : parseDay(typed);
    if (day) return day;
    ctx.addIssue({ code: 'custom', message: says('readOnInvalid') });
    return z.NEVER;
  });

export const readingFields = z.looseObject({
  value: several,
  readOn: dayField,
  attempt: attemptField.transform(key => key ?? newToken()),
});

type Fields = z.output<typeof readingFields>;

/** One meter of a form with what its question was about. */
export interface SentReading extends TypedReading {
  readonly part: string;
  readonly asked: string;
  readonly about: string;
}

const LONGEST_NOTE = 500;

/** With refusals nothing is to be stored; the readings are then only judged, so that questions stay on the page. */
export interface Sent {
  readonly readings: readonly SentReading[];
  readonly refusals: readonly Refusal[];
}

/**
 * What was sent for each meter that is not left empty, photos prepared.
 * @param serials in the order of the values
 * @returns refusals: photos that are none, notes too long, `readingSlip` where digits were to be corrected and were not
 */
export async function sentReadings(form: Fields, serials: readonly string[]): Promise<Sent> {
  const sent: SentReading[] = [];
  const refusals: Refusal[] = [];
  for (const [index, value] of form.value.entries()) {
    const typed = value.trim();
    if (typed === '') continue;
    const part = form.value.length === 1 ? '' : `-${index}`;
    const text = (name: string): string => {
      const field = form[`${name}${part}`];
      return typeof field === 'string' ? field.trim() : '';
    };
    const about = `${typed} ${form.readOn}`;
    const answered = text('asked') === about ? text('answer') : '';
    if (answered === 'slip') refusals.push(new Refusal('readingSlip', `value${part}`));
    const note = text('note');
    if (note.length > LONGEST_NOTE) refusals.push(new Refusal('tooLong', `note${part}`));
    const photo = await sentPhoto(form[`photo${part}`], `photo${part}`);
    if (photo instanceof Refusal) refusals.push(photo);
    sent.push({
      serial: serials[index] ?? '',
      typed,
      answer: ANSWERS.includes(answered as Answer) ? (answered as Answer) : undefined,
      note: note || undefined,
      photo: photo instanceof Refusal ? undefined : photo,
      part,
      asked: text('asked'),
      about,
    });
  }
  if (sent.length === 0)
    refusals.push(new Refusal('readingNone', form.value.length > 1 ? 'value-0' : 'value'));
  if (refusals.length === 0) return { readings: sent, refusals };
  return { readings: sent.map(each => ({ ...each, answer: undefined, asked: '' })), refusals };
}

async function sentPhoto(file: unknown, field: string): Promise<Photo | Refusal | undefined> {
  if (!(file instanceof File) || file.size === 0) return undefined;
  try {
    return await preparePhoto(new Uint8Array(await file.arrayBuffer()), field);
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
}
