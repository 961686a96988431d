import { Badge } from '@/components/ui/badge';
import { getTranslations } from '@/lib/i18n/server';
import { daysBetween, formatDayShort, type Day } from '@/lib/kernel/dates';
import { isOver, type CaseState } from '@/lib/messages/rules/states';

/** The deadline of a case and how far it is; of what is answered, only the day. */
export async function Clock({
  state,
  answerBy,
  today,
}: {
  state: CaseState;
  answerBy: Day | null;
  today: Day;
}) {
  const t = await getTranslations('office-messages');
  if (answerBy === null) return <span className="text-soft">{t('noDeadline')}</span>;
  if (isOver(state)) return <span className="text-soft">{formatDayShort(answerBy)}</span>;
  const days = daysBetween(today, answerBy);
  return (
    <span className="inline-flex flex-wrap gap-x-2">
      <span>{formatDayShort(answerBy)}</span>
      <Badge tone={days < 0 ? 'bad' : days <= 3 ? 'warn' : 'plain'}>
        {days < 0 ? t('daysOver', { count: -days }) : t('daysLeft', { count: days })}
      </Badge>
    </span>
  );
}
