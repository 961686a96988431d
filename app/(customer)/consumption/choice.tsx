import type { Route } from 'next';
import { Button } from '@/components/ui/button';
import { Choices } from '@/components/ui/choices';
import { QueryField, QueryForm, QuerySelect } from '@/components/ui/query-form';
import { PRESETS } from '@/lib/consumption/rules/periods';
import { STEPS } from '@/lib/consumption/rules/use';
import { getLocale, getTranslations } from '@/lib/i18n/server';
import { addDays, formatDayShort, type Day } from '@/lib/kernel/dates';
import type { Asked, Option } from './asked';

const FORM = 'use';

/** Which period, in which steps, of what: ready answers as links, everything else as a form without JavaScript. */
export async function Choice({ asked, options }: { asked: Asked; options: readonly Option[] }) {
  const t = await getTranslations('consumption.choose');
  const tFaults = await getTranslations('consumption.faults');
  const tLayout = await getTranslations('layout');
  const locale = await getLocale();
  const errors = asked.faults.map(({ field, fault }) => ({ field, message: tFaults(fault) }));
  const error = (field: string) => errors.find(each => each.field === field)?.message;
  const { period, typed } = asked;
  const shown = (value: Day) => (locale === 'pl' ? formatDayShort(value) : value);
  return (
    <div className="no-print grid grid-cols-1 gap-2">
      <Choices
        label={t('period')}
        choices={PRESETS.filter(preset => asked.presets[preset]).map(preset => ({
          label: t(`presets.${preset}`),
          href: asked.href({ period: preset === 'months' ? null : preset, from: null, to: null }),
          chosen: asked.preset === preset,
        }))}
      />
      <details className="group" open={errors.length > 0}>
        <summary className="inline-flex min-h-11 cursor-pointer items-center text-accent underline underline-offset-4">
          {t('title')}
        </summary>
        <div className="rounded-lg border border-line bg-sheet p-5 sm:p-7">
          <QueryForm
            action={'/consumption' as Route}
            name={FORM}
            errors={errors}
            errorTitle={tLayout('form.errorTitle')}
          >
            <div className="grid items-end gap-6 sm:grid-cols-2">
              <QueryField
                form={FORM}
                name="from"
                label={t('from')}
                hint={t('dayHint')}
                error={error('from')}
                value={typed?.from ?? (period ? shown(period.from) : '')}
              />
              <QueryField
                form={FORM}
                name="to"
                label={t('to')}
                hint={t('toHint')}
                error={error('to')}
                value={typed?.to ?? (period ? shown(addDays(period.to, -1)) : '')}
              />
              <QuerySelect
                form={FORM}
                name="step"
                label={t('step')}
                value={asked.step}
                options={STEPS.map(step => ({ value: step, label: t(`steps.${step}`) }))}
              />
              {options.length > 1 ? (
                <QuerySelect
                  form={FORM}
                  name="of"
                  label={t('of')}
                  value={asked.option.value}
                  options={options.map(({ value, kind, serial, place }) => ({
                    value,
                    label: kind === 'all' ? t('all') : kind === 'point' ? place : t(kind, { serial, place }),
                  }))}
                />
              ) : null}
            </div>
            {asked.unit === 'zl' ? <input type="hidden" name="unit" value="zl" /> : null}
            <div>
              <Button>{t('submit')}</Button>
            </div>
          </QueryForm>
        </div>
      </details>
    </div>
  );
}
