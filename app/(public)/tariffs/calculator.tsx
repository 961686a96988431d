import type { Route } from 'next';
import { getLocale, getTranslations } from '@/lib/i18n/server';
import { Button } from '@/components/ui/button';
import { QueryField, QueryForm, QuerySelect } from '@/components/ui/query-form';
import { Sheet } from '@/components/ui/sheet';
import { Table } from '@/components/ui/table';
import { formatRate } from '@/lib/invoices/lines';
import { addDays, addMonths, day, formatDay, formatDayShort, type Day } from '@/lib/kernel/dates';
import { formatMoney } from '@/lib/kernel/money';
import { formatCubicMetres } from '@/lib/kernel/volume';
import {
  MOST_MONTHS,
  sortGroups,
  type Cost,
  type CostAnswer,
  type CostLine,
  type CostQuestion,
  type CostValues,
  type TariffPrice,
} from '@/lib/tariffs/rules';
import { utility } from '@/lib/utility';
import { formatPrice, groupName } from './price-table';

const FORM = 'cost';
/** How far back and ahead a period may begin. */
const MONTHS_AROUND = 12;

/** What a use costs: the question, and below it the answer as lines of an invoice. */
export async function Calculator({
  prices,
  today,
  values,
  answer,
}: {
  prices: readonly TariffPrice[];
  today: Day;
  values: CostValues;
  /** absent until something was asked */
  answer: CostAnswer | null;
}) {
  const t = await getTranslations('tariffs');
  const tLayout = await getTranslations('layout');
  const locale = await getLocale();
  const faults = answer && 'faults' in answer ? answer.faults : [];
  const errors = faults.map(({ field, fault }) => ({ field, message: t(`faults.${fault}`) }));
  const error = (field: string) => errors.find(one => one.field === field)?.message;
  const thisMonth = day(`${today.slice(0, 7)}-01`);
  const monthName = new Intl.DateTimeFormat(locale, { month: 'long', year: 'numeric', timeZone: 'UTC' });
  const groups = sortGroups(
    [...new Set(prices.map(price => price.group))],
    Object.keys(utility().tariffGroups),
  );
  const months = Array.from({ length: 2 * MONTHS_AROUND + 1 }, (_, i) =>
    addMonths(thisMonth, i - MONTHS_AROUND),
  )
    .filter(first => prices.some(price => price.from <= first && (price.to === null || first < price.to)))
    .map(first => ({ value: first.slice(0, 7), label: monthName.format(new Date(first)) }));
  return (
    <>
      <Sheet title={t('calculator.title')} id="calculator">
        <p className="max-w-prose">{t('calculator.lead')}</p>
        <QueryForm
          action={'/tariffs#result' as Route}
          name={FORM}
          errors={errors}
          errorTitle={tLayout('form.errorTitle')}
        >
          <QuerySelect
            form={FORM}
            name="group"
            label={t('calculator.group')}
            error={error('group')}
            value={values.group}
            options={groups.map(group => ({
              value: group,
              label: groupName(group, locale) ?? t('unnamed', { code: group }),
            }))}
          />
          <div className="grid items-end gap-6 sm:grid-cols-2">
            <QueryField
              form={FORM}
              name="m3"
              label={t('calculator.m3')}
              hint={t('calculator.m3Hint')}
              error={error('m3')}
              value={values.m3}
              inputMode="decimal"
            />
            <QueryField
              form={FORM}
              name="gardenM3"
              label={t('calculator.gardenM3')}
              hint={t('calculator.gardenHint')}
              error={error('gardenM3')}
              value={values.gardenM3}
              inputMode="decimal"
            />
            <QuerySelect
              form={FORM}
              name="month"
              label={t('calculator.month')}
              error={error('month')}
              value={values.month}
              options={months}
            />
            <QuerySelect
              form={FORM}
              name="months"
              label={t('calculator.months')}
              error={error('months')}
              value={values.months}
              options={Array.from({ length: MOST_MONTHS }, (_, i) => ({
                value: String(i + 1),
                label: t('calculator.monthCount', { count: i + 1 }),
              }))}
            />
          </div>
          <div>
            <Button>{t('calculator.submit')}</Button>
          </div>
        </QueryForm>
      </Sheet>
      {answer && 'cost' in answer ? <Answer cost={answer.cost} question={answer.question} /> : null}
    </>
  );
}

async function Answer({ cost, question }: { cost: Cost; question: CostQuestion }) {
  const t = await getTranslations('tariffs');
  const locale = await getLocale();
  const quantity = (line: CostLine) =>
    line.volume === null
      ? t('calculator.monthCount', { count: line.months ?? 0 })
      : formatCubicMetres(line.volume, locale);
  const last = addDays(question.to, -1);
  const cut = cost.lines.some(line => line.cut && line.volume !== null);
  return (
    <section
      id="result"
      aria-labelledby="result-title"
      className="surface grid scroll-mt-6 grid-cols-1 gap-5 rounded-lg bg-wash p-5 sm:p-7"
    >
      <div className="grid gap-1">
        <h2 id="result-title">{t('result.title')}</h2>
        <p className="text-amount font-bold">{formatMoney(cost.gross, locale)}</p>
        <p>
          {t('result.about', {
            from: formatDay(question.from, locale),
            to: formatDay(last, locale),
            group: groupName(question.group, locale) ?? t('unnamed', { code: question.group }),
          })}
        </p>
      </div>
      <Table
        caption={t('result.lines')}
        rows={cost.lines}
        rowKey={line => `${line.item}-${line.from}`}
        columns={[
          {
            key: 'name',
            head: t('result.for'),
            main: true,
            cell: line => (
              <span className="grid">
                <span className="font-semibold">{t(`items.${line.item}`)}</span>
                {line.cut ? (
                  <span className="text-small text-soft">
                    {t('validFromTo', {
                      from: formatDayShort(line.from),
                      to: formatDayShort(addDays(line.to, -1)),
                    })}
                  </span>
                ) : null}
              </span>
            ),
          },
          { key: 'quantity', head: t('result.quantity'), align: 'end', cell: quantity },
          {
            key: 'price',
            head: t('result.price'),
            align: 'end',
            cell: line => `× ${formatPrice(line.netPrice, locale)}`,
          },
          {
            key: 'net',
            head: t('result.net'),
            align: 'end',
            cell: line => `= ${formatMoney(line.net, locale)}`,
          },
        ]}
      />
      <dl className="grid gap-2 sm:ml-auto sm:min-w-88">
        <Sum name={t('result.netSum')} value={formatMoney(cost.net, locale)} />
        {cost.vat.map(({ rate, vat }) => (
          <Sum
            key={rate}
            name={t('result.vat', { rate: formatRate(rate) })}
            value={formatMoney(vat, locale)}
          />
        ))}
        <Sum name={t('result.gross')} value={formatMoney(cost.gross, locale)} strong />
      </dl>
      <div className="grid max-w-prose gap-2 text-small text-soft">
        {cut ? <p>{t('result.cut')}</p> : null}
        <p>{t('result.note')}</p>
      </div>
    </section>
  );
}

function Sum({ name, value, strong }: { name: string; value: string; strong?: boolean }) {
  return (
    <div
      className={`flex flex-wrap justify-between gap-x-6 ${strong ? 'border-t-2 border-line pt-2 font-bold' : ''}`}
    >
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}
