import type { Route } from 'next';
import { getTranslations } from '@/lib/i18n/server';
import { Button } from '@/components/ui/button';
import { Choices } from '@/components/ui/choices';
import { QueryField, QueryForm } from '@/components/ui/query-form';
import { formatDayShort, type Day } from '@/lib/kernel/dates';
import type { AskedPeriod } from './period';

const FORM = 'period';

/** Years as links, any other period as a form; both are addresses that can be kept and need no JavaScript. */
export async function PeriodChoice({
  asked,
  years,
  today,
}: {
  asked: AskedPeriod;
  /** newest first */
  years: readonly number[];
  today: Day;
}) {
  const [t, tLayout] = [await getTranslations('settlements.period'), await getTranslations('layout.form')];
  const href = (year: number | 'all') => `/settlements?year=${year}` as Route;
  const errors = asked.errors.map(code =>
    code === 'from'
      ? { field: 'from', message: t('badFrom') }
      : { field: 'to', message: t(code === 'to' ? 'badTo' : 'order') },
  );
  const error = (field: string) => errors.find(one => one.field === field)?.message;
  const example = {
    from: formatDayShort(`${today.slice(0, 4)}-01-01` as Day),
    to: formatDayShort(today),
  };
  return (
    <div className="no-print grid grid-cols-1 gap-2">
      <Choices
        label={t('year')}
        choices={[...years, 'all' as const].map(year => ({
          label: year === 'all' ? t('all') : String(year),
          href: href(year),
          chosen: asked.year === year,
        }))}
      />
      <details open={asked.year === null}>
        <summary className="inline-flex min-h-11 cursor-pointer items-center text-accent underline decoration-1 underline-offset-4 hover:decoration-2">
          {t('other')}
        </summary>
        <div className="max-w-[36rem] pt-3 pb-2">
          <QueryForm
            action={'/settlements' as Route}
            name={FORM}
            errors={errors}
            errorTitle={tLayout('errorTitle')}
          >
            <div className="grid items-end gap-6 sm:grid-cols-2">
              {(['from', 'to'] as const).map(field => (
                <QueryField
                  key={field}
                  form={FORM}
                  name={field}
                  label={t(field)}
                  hint={t('hint', { day: example[field] })}
                  error={error(field)}
                  value={asked.typed[field]}
                />
              ))}
            </div>
            <div>
              <Button look="quiet">{t('show')}</Button>
            </div>
          </QueryForm>
        </div>
      </details>
    </div>
  );
}
