import { Badge, type Tone } from '@/components/ui/badge';
import { getTranslations } from '@/lib/i18n/server';
import type { SubmissionState } from '@/lib/readings/rules/judge';

const TONES: Record<SubmissionState, Tone> = {
  accepted: 'good',
  in_review: 'warn',
  approved: 'good',
  rejected: 'bad',
  settled: 'good',
  withdrawn: 'plain',
};

/** Where a reading stands, in a word. */
export async function StateBadge({ state }: { state: SubmissionState }) {
  const t = await getTranslations('readings.state');
  return <Badge tone={TONES[state]}>{t(state)}</Badge>;
}
