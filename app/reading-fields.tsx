import { getTranslations } from '@/lib/i18n/server';
import type { ReadingTexts } from '@/components/meter-reading/reading-field';

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
