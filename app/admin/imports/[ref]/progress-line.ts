import type { RunDetails } from '@/lib/billing-import/runs/queries';
import { getLocale, getTranslations } from '@/lib/i18n/server';

export interface ProgressLine {
  /** what is being done, in words */
  readonly text: string;
  /** 0 to 100 of the present file; null where nobody can say */
  readonly percent: number | null;
}

/** How far it is, as the process itself has written it down. */
export async function progressLine({ state, progress }: RunDetails): Promise<ProgressLine> {
  const [t, locale] = [await getTranslations('office-imports.progress'), await getLocale()];
  if (!progress) return { text: t('starting'), percent: null };
  const { phase, file = '', rows = 0, done, total } = progress;
  const percent = done !== undefined && total ? Math.min(100, Math.floor((100 * done) / total)) : null;
  // A dry run writes too, and takes it back: nobody is to be frightened by that.
  const step = phase === 'merging' && state === 'checking' ? 'comparing' : phase;
  return { text: t(step, { file, rows: rows.toLocaleString(locale) }), percent };
}
