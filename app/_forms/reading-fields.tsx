import type { ReadingTexts } from '@/components/meter-reading/reading-field';
import { RegisterDrawing } from '@/components/meter-reading/register-drawing';
import { TextField } from '@/components/ui/fields';
import { getTranslations } from '@/lib/i18n/server';

/** What every form of readings has, whether somebody is signed in or not. */

/** What the fields of a reading say, in the reader's language. */
export async function readingTexts(): Promise<ReadingTexts> {
  const t = await getTranslations('readings.form');
  return {
    answer: t('answer'),
    note: t('note'),
    noteHint: t('noteHint'),
    photo: {
      label: t('photo'),
      hint: t('photoHint'),
      tooLarge: t('photoTooLarge'),
      wrongKind: t('photoWrongKind'),
    },
  };
}

/** Most meters have so many black digits; drawn where the meter's own number is not known. */
const USUAL_DIGITS = 5;

/** The register with its red drums struck through. @param digits of the meter; null when not known */
export async function RegisterFigure({ digits }: { digits: number | null }) {
  const t = await getTranslations('readings.form');
  return (
    <figure className="grid grid-cols-1 gap-2">
      <RegisterDrawing label={t('drawing')} digits={digits ?? USUAL_DIGITS} />
      <figcaption className="text-soft">{t('onlyBlack')}</figcaption>
    </figure>
  );
}

/** The day of the reading. */
export async function ReadOnField() {
  const t = await getTranslations('readings.form');
  return (
    <TextField name="readOn" label={t('readOn')} hint={t('readOnHint')} width="number" autoComplete="off" />
  );
}
