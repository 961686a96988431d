import * as z from 'zod';
import type { AnnouncementInput } from '@/lib/announcements/commands';
import type { Announcement } from '@/lib/announcements/queries';
import { compareHouses, houseNumber, SIDES, type Area } from '@/lib/announcements/rules';
import { says } from '@/lib/auth/action';
import { optionalText, requiredText } from '@/lib/auth/fields';
import { dayOf, formatDayShort, formatTime, parseLocalInstant } from '@/lib/kernel/dates';
import { Refusal } from '@/lib/kernel/refusal';

/** The places that the form has room for; more are a whole street or town. */
export const PLACES = [1, 2, 3, 4, 5] as const;

const LONG = 2_000;

const placeFields = Object.fromEntries(
  PLACES.flatMap(place =>
    (['city', 'street', 'from', 'to', 'side'] as const).map(name => [`${name}${place}`, optionalText()]),
  ),
) as Record<string, ReturnType<typeof optionalText>>;

export const refField = z
  .string()
  .regex(/^[0-9A-Z]{10}$/)
  .optional()
  .catch(undefined);

export const announcementForm = z.object({
  ref: refField,
  kind: z.enum(['failure', 'planned'], says('invalid')),
  emergency: z.literal('yes').optional().catch(undefined),
  titlePl: requiredText(says('announcementNoTitle')),
  titleEn: optionalText(),
  causePl: requiredText(says('announcementNoCause'), LONG),
  causeEn: optionalText(LONG),
  startsAt: requiredText(says('announcementMoment')),
  endsAt: optionalText(),
  tanker: optionalText(200),
  ...placeFields,
});

export const updateForm = z.object({
  ref: refField,
  textPl: requiredText(says('announcementNoText'), LONG),
  textEn: optionalText(LONG),
  endsAt: optionalText(),
});

export const refForm = z.object({ ref: refField });

/**
 * `24.11.2026 8:00` in Warsaw; null for an empty field.
 * @throws Refusal `announcementMoment` of the field
 */
export function momentOf(text: string | undefined, field: string): Date | null {
  if (text === undefined) return null;
  const tidy = text
    .replace(/[\s,]+/g, ' ')
    .replace(/ (\d):/, ' 0$1:')
    .replace(/ (\d{1,2})$/, (_, hour: string) => ` ${hour.padStart(2, '0')}:00`);
  const found = parseLocalInstant(tidy);
  if (!found) throw new Refusal('announcementMoment', field);
  return found;
}

/** A place of the form; null where it is empty. */
function areaOf(form: Readonly<Record<string, unknown>>, place: number): Area | null {
  const text = (name: string) => (form[`${name}${place}`] as string | undefined) ?? null;
  const [city, street, fromNumber, toNumber] = [text('city'), text('street'), text('from'), text('to')];
  if (city === null && street === null && fromNumber === null && toNumber === null) return null;
  if (city === null) throw new Refusal('announcementNoCity', `city${place}`);
  const bounds = (
    [
      ['from', fromNumber],
      ['to', toNumber],
    ] as const
  ).map(([name, number]) => {
    const house = number === null ? null : houseNumber(number);
    if (number !== null && house === null) throw new Refusal('announcementNumber', `${name}${place}`);
    return house;
  });
  if (
    bounds[0] &&
    bounds[1] &&
    bounds[1].number <= bounds[0].number &&
    compareHouses(bounds[1], bounds[0]) < 0
  )
    throw new Refusal('announcementNumbersSwapped', `to${place}`);
  const side = SIDES.find(each => each === text('side')) ?? 'both';
  return { city, street, fromNumber, toNumber, side };
}

/**
 * What was written, for the command; or everything that is wrong with it, one «no» a field.
 */
export function readAnnouncement(
  form: z.output<typeof announcementForm>,
): { readonly input: AnnouncementInput } | { readonly refusals: readonly Refusal[] } {
  const refusals: Refusal[] = [];
  const attempt = <Value>(read: () => Value): Value | null => {
    try {
      return read();
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      refusals.push(error);
      return null;
    }
  };
  const startsAt = attempt(() => momentOf(form.startsAt, 'startsAt'));
  const endsAt = attempt(() => momentOf(form.endsAt, 'endsAt'));
  const areas = PLACES.map(place => attempt(() => areaOf(form, place))).filter(area => area !== null);
  if (refusals.length > 0 || startsAt === null) return { refusals };
  const { kind, titlePl, causePl } = form;
  const input = {
    kind,
    emergency: form.emergency === 'yes',
    titlePl,
    titleEn: form.titleEn ?? null,
    causePl,
    causeEn: form.causeEn ?? null,
    startsAt,
    endsAt,
    tanker: form.tanker ?? null,
    areas,
  };
  return { input };
}

/** `24.11.2026 08:00`, as it is typed. */
export const typedMoment = (instant: Date): string =>
  `${formatDayShort(dayOf(instant))} ${formatTime(instant)}`;

/** An announcement as the form's values, to go on with. */
export function valuesOf(announcement: Announcement): Record<string, string> {
  const { ref, kind, emergency, title, cause, startsAt, endsAt, tanker, areas } = announcement;
  return {
    ref,
    kind,
    ...(emergency && { emergency: 'yes' }),
    titlePl: title.pl,
    titleEn: title.en ?? '',
    causePl: cause.pl,
    causeEn: cause.en ?? '',
    startsAt: typedMoment(startsAt),
    endsAt: endsAt === null ? '' : typedMoment(endsAt),
    tanker: tanker ?? '',
    ...Object.fromEntries(
      areas.flatMap(({ city, street, fromNumber, toNumber, side }, index) =>
        Object.entries({ city, street, from: fromNumber, to: toNumber, side }).map(([name, value]) => [
          `${name}${index + 1}`,
          value ?? '',
        ]),
      ),
    ),
  };
}
