import { Badge, type Tone } from '@/components/ui/badge';
import type { RunRow } from '@/lib/billing-import/runs/queries';
import { RUNNING, type RunState } from '@/lib/billing-import/runs/rules';
import { getTranslations } from '@/lib/i18n/server';

const TONES: Record<RunState, Tone> = {
  checking: 'plain',
  checked: 'warn',
  refused: 'bad',
  discarded: 'plain',
  applying: 'plain',
  applied: 'good',
  undoing: 'plain',
  undone: 'plain',
};

/** Where a run stands, in a word; one whose process is gone is interrupted. */
export async function RunBadge({ state, silent }: Pick<RunRow, 'state' | 'silent'>) {
  const t = await getTranslations('office-imports.state');
  const interrupted = silent && RUNNING.includes(state);
  return <Badge tone={interrupted ? 'bad' : TONES[state]}>{t(interrupted ? 'interrupted' : state)}</Badge>;
}
