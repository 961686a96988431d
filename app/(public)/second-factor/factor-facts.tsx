import { getLocale, getTranslations } from '@/lib/i18n/server';
import { DefinitionList } from '@/components/ui/definition-list';
import { Sheet } from '@/components/ui/sheet';
import { dayOf, formatDay } from '@/lib/kernel/dates';

/** Since when a factor is on and how many recovery codes are left. */
export async function FactorFacts({ since, codesLeft }: { since: Date; codesLeft: number }) {
  const t = await getTranslations('secondFactor.on');
  return (
    <Sheet>
      <DefinitionList
        rows={[
          [t('since'), formatDay(dayOf(since), await getLocale())],
          [t('left'), t('leftCount', { count: codesLeft })],
        ]}
      />
    </Sheet>
  );
}
