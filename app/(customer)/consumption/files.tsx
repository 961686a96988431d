import { TextLink } from '@/components/ui/link';
import { Icon } from '@/components/ui/icon';
import { Sheet } from '@/components/ui/sheet';
import { placeLine } from '@/lib/customers/address';
import type { ConsumptionPoint } from '@/lib/consumption/queries';
import type { Period } from '@/lib/consumption/rules/periods';
import { chainsOf, type OutlineMeter } from '@/lib/consumption/rules/places';
import type { Step } from '@/lib/consumption/rules/use';
import { getLocale, getTranslations } from '@/lib/i18n/server';

const mainFirst = ([one]: readonly OutlineMeter[], [other]: readonly OutlineMeter[]): number =>
  Number(one!.role === 'additional') - Number(other!.role === 'additional');

/** The same figures as files, one a meter; in Polish as Polish spreadsheets open them. */
export async function Files({
  points,
  period,
  step,
}: {
  points: readonly ConsumptionPoint[];
  period: Period;
  step: Step;
}) {
  const t = await getTranslations('consumption.file');
  const locale = await getLocale();
  const href = (meter: string) =>
    `/consumption/csv?${new URLSearchParams({
      meter,
      from: period.from,
      to: period.to,
      step,
      ...(locale === 'pl' ? { dialect: 'pl' } : {}),
    })}`;
  return (
    <div className="no-print">
      <Sheet title={t('title')} id="files">
        <p className="max-w-prose">{t('text')}</p>
        <ul className="grid grid-cols-1 gap-1">
          {points.flatMap(point =>
            [...chainsOf(point.meters)].sort(mainFirst).map(chain => {
              const { serial, role } = chain.at(-1)!;
              return (
                <li key={serial}>
                  <TextLink href={href(serial)} className="gap-2">
                    <Icon name="download" className="size-5 shrink-0" />
                    {t(role, { serial })}
                  </TextLink>
                  {points.length > 1 ? (
                    <span className="block text-small text-soft">{placeLine(point.address)}</span>
                  ) : null}
                </li>
              );
            }),
          )}
        </ul>
      </Sheet>
    </div>
  );
}
