import { Badge, type Tone } from '@/components/ui/badge';
import { getTranslations } from '@/lib/i18n/server';
import type { CaseState } from '@/lib/messages/rules/states';

const TONES: Readonly<Record<CaseState, Tone>> = {
  new: 'plain',
  received: 'plain',
  in_progress: 'plain',
  waiting_for_customer: 'warn',
  answered: 'good',
  closed: 'plain',
};

export async function CaseStateBadge({ state }: { state: CaseState }) {
  return <Badge tone={TONES[state]}>{(await getTranslations('messages.state'))(state)}</Badge>;
}
