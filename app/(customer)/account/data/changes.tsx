import { Badge, type Tone } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { DefinitionList } from '@/components/ui/definition-list';
import { Sheet } from '@/components/ui/sheet';
import { postalLine, streetLine, type Address } from '@/lib/customers/address';
import type { ShownChange } from '@/lib/customers/changes/queries';
import type { ChangedData, ChangeStage } from '@/lib/customers/changes/rules';
import { getLocale, getTranslations } from '@/lib/i18n/server';
import { dayOf, formatDay } from '@/lib/kernel/dates';
import { withdrawChangeAction } from './actions';

const TONES: Readonly<Record<ChangeStage, Tone>> = {
  requested: 'plain',
  awaited: 'good',
  done: 'good',
  refused: 'bad',
  withdrawn: 'plain',
};

const written = (what: ShownChange['what'], data: ChangedData): string =>
  what === 'name'
    ? (data.name ?? '')
    : [streetLine, postalLine].map(line => line(data as unknown as Address)).join(', ');

/** Requested changes with what was, what is to be, and where each stands. */
export async function Changes({ changes }: { changes: readonly ShownChange[] }) {
  if (changes.length === 0) return null;
  const t = await getTranslations('ownData.changes');
  const locale = await getLocale();
  return (
    <Sheet title={t('title')} id="changes">
      <ul className="grid">
        {changes.map(({ ref, what, before, after, stage, requestedAt, refusalReason }) => (
          <li key={ref} className="grid gap-3 border-b border-line py-4 first:pt-0 last:border-0 last:pb-0">
            <p className="flex flex-wrap items-baseline justify-between gap-x-6">
              <strong className="font-semibold">{t(`what.${what}`)}</strong>
              <Badge tone={TONES[stage]}>{t(`stage.${stage}`)}</Badge>
            </p>
            <DefinitionList
              rows={[
                [t('before'), written(what, before)],
                [t('after'), written(what, after)],
                [t('asked'), formatDay(dayOf(requestedAt), locale)],
                [t('why'), refusalReason],
              ]}
            />
            {stage === 'requested' ? (
              <form action={withdrawChangeAction}>
                <input type="hidden" name="change" value={ref} />
                <Button look="quiet">
                  {t('withdraw')}
                  <span className="sr-only"> {t(`what.${what}`)}</span>
                </Button>
              </form>
            ) : null}
          </li>
        ))}
      </ul>
    </Sheet>
  );
}
