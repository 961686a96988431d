import type { OutboxState } from '@/lib/delivery/queries';
import { getTranslations } from '@/lib/i18n/server';

/** How a message stands, in words, and the code of the reason where there is one. */
export async function stateName({
  state,
  reason,
}: {
  state: OutboxState;
  reason: string | null;
}): Promise<string> {
  const t = await getTranslations('outbox');
  if (reason === 'outbox') return t('states.kept');
  return reason ? `${t(`states.${state}`)} (${reason})` : t(`states.${state}`);
}
