import { getTranslations } from '@/lib/i18n/server';
import { formatDay } from '@/lib/kernel/dates';
import type { Locale } from '@/lib/kernel/money';
import { formatCubicMetres } from '@/lib/kernel/volume';
import type { MeterState, Replacement } from '@/lib/meters/rules';

/** Which meter was replaced when: the old one's closing state and the new one's opening state. */
export async function MeterHistory({
  replaced,
  locale,
}: {
  replaced: readonly Replacement[];
  locale: Locale;
}) {
  const t = await getTranslations('meters');
  const state = (value: MeterState | null) =>
    value === null ? t('history.noReading') : formatCubicMetres(value.value, locale);
  return (
    <section
      aria-label={t('history.title')}
      className="grid grid-cols-1 gap-4 border-t border-line pt-6 text-small"
    >
      <h3 className="text-base">{t('history.title')}</h3>
      <ul className="grid grid-cols-1 gap-5">
        {replaced.map(({ on, role, before, after }) => (
          <li key={before.serial} className="grid grid-cols-1 gap-1">
            <span>
              {t('history.on', {
                what: t(after ? `ofRole.${role}` : `removedOfRole.${role}`),
                day: on === null ? t('history.outside') : formatDay(on, locale),
              })}
            </span>
            <dl className="grid max-w-[36rem] grid-cols-1 gap-1">
              <Line name={t('history.old', { serial: before.serial })}>
                {t('history.closing')}: <strong>{state(before.last)}</strong>
              </Line>
              {after ? (
                <Line name={t('history.new', { serial: after.serial })}>
                  {t('history.opening')}: <strong>{state(after.first)}</strong>
                </Line>
              ) : null}
            </dl>
          </li>
        ))}
      </ul>
    </section>
  );
}

const Line = ({ name, children }: { name: string; children: React.ReactNode }) => (
  <div className="flex flex-wrap justify-between gap-x-4">
    <dt className="text-soft">{name}</dt>
    <dd>{children}</dd>
  </div>
);
