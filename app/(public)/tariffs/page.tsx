import type { Metadata, Route } from 'next';
import { getLocale, getTranslations } from '@/lib/i18n/server';
import { cache } from 'react';
import { ButtonLink } from '@/components/ui/button';
import { Disclosure } from '@/components/ui/disclosure';
import { Notice } from '@/components/ui/notice';
import { PageTitle } from '@/components/ui/page-title';
import { PhoneLink } from '@/components/ui/phone-link';
import { addDays, dayOf, formatDay, type Day } from '@/lib/kernel/dates';
import { listTariffPrices } from '@/lib/tariffs/queries';
import {
  answerCost,
  COST_FIELDS,
  overviewOf,
  type CostAnswer,
  type CostValues,
  type PriceStep,
  type TariffPrice,
} from '@/lib/tariffs/rules';
import { currentUtility } from '@/lib/settings/queries';
import { Calculator } from './calculator';
import { PriceTable } from './price-table';

/** Once a request: the title wants to know too whether the question has an answer. */
const pricesOnce = cache(listTariffPrices);

type Params = Awaited<PageProps<'/tariffs'>['searchParams']>;

/** What the address asks; null before anything was asked. */
function asked(
  params: Params,
  prices: readonly TariffPrice[],
): { values: CostValues; answer: CostAnswer } | null {
  if (params.m3 === undefined || prices.length === 0) return null;
  const text = (name: string) => {
    const value = params[name];
    return typeof value === 'string' ? value : '';
  };
  const values = Object.fromEntries(COST_FIELDS.map(field => [field, text(field)])) as Record<
    (typeof COST_FIELDS)[number],
    string
  >;
  return { values, answer: answerCost(prices, values) };
}

export async function generateMetadata({ searchParams }: PageProps<'/tariffs'>): Promise<Metadata> {
  const t = await getTranslations('tariffs');
  const params = await searchParams;
  const question = params.m3 === undefined ? null : asked(params, await pricesOnce());
  const wrong = question !== null && 'faults' in question.answer;
  return { title: wrong ? (await getTranslations('layout'))('form.errorPrefix') + t('title') : t('title') };
}

export default async function TariffsPage({ searchParams }: PageProps<'/tariffs'>) {
  const t = await getTranslations('tariffs');
  const locale = await getLocale();
  const today = dayOf(new Date());
  const prices = await pricesOnce();
  const { tariffGroups, tariffApproval, contact } = await currentUtility();
  if (prices.length === 0) {
    return (
      <div className="grid max-w-prose gap-8">
        <PageTitle>{t('title')}</PageTitle>
        <Notice>
          <p className="font-semibold">{t('none.title')}</p>
          <p>
            {t.rich('none.text', {
              hours: contact.officeHours[locale],
              phone: () => <PhoneLink phone={contact.phone} />,
            })}
          </p>
        </Notice>
      </div>
    );
  }
  const { current, upcoming, past } = overviewOf(prices, today, Object.keys(tariffGroups));
  const question = asked(await searchParams, prices);
  const values = question?.values ?? {
    group: current[0]?.group ?? '',
    m3: '',
    gardenM3: '',
    month: today.slice(0, 7),
    months: '2',
  };
  return (
    <div className="grid grid-cols-1 gap-10">
      <div className="grid justify-items-start gap-5">
        <PageTitle>{t('title')}</PageTitle>
        <p className="max-w-prose text-lead text-soft">{t('lead')}</p>
        <ButtonLink href={'#calculator' as Route}>{t('toCalculator')}</ButtonLink>
      </div>

      <section aria-labelledby="current" className="grid grid-cols-1 gap-4">
        <h2 id="current" className="text-title">
          {t('current.title', { today: formatDay(today, locale) })}
        </h2>
        {current.length > 0 ? (
          <>
            <p className="max-w-prose">{t('current.lead')}</p>
            <PriceTable caption={t('current.caption')} groups={current} />
          </>
        ) : (
          <Notice tone="warn">
            <p>{t.rich('current.none', { phone: () => <PhoneLink phone={contact.phone} /> })}</p>
          </Notice>
        )}
        {tariffApproval ? (
          <p className="max-w-prose text-soft">
            {tariffApproval.text[locale]}{' '}
            {tariffApproval.url ? <a href={tariffApproval.url}>{t('approvalLink')}</a> : null}
          </p>
        ) : null}
      </section>

      <Calculator prices={prices} today={today} values={values} answer={question?.answer ?? null} />

      {upcoming.length + past.length > 0 ? (
        <section aria-labelledby="changes" className="grid grid-cols-1 gap-4">
          <h2 id="changes" className="text-title">
            {t('changes.title')}
          </h2>
          <div className="border-t border-line">
            {upcoming.map(step => (
              <Disclosure
                key={step.from}
                title={t('changes.upcoming', { from: formatDay(step.from, locale) })}
              >
                <PriceTable
                  caption={t('changes.upcoming', { from: formatDay(step.from, locale) })}
                  groups={step.groups}
                />
              </Disclosure>
            ))}
            {past.map(step => {
              const title = t('changes.past', {
                from: formatDay(step.from, locale),
                to: formatDay(lastDay(step), locale),
              });
              return (
                <Disclosure key={step.from} title={title}>
                  <PriceTable caption={title} groups={step.groups} />
                </Disclosure>
              );
            })}
          </div>
        </section>
      ) : null}
    </div>
  );
}

/** The last day on which any of the step's prices held. */
function lastDay(step: PriceStep): Day {
  const ends = step.groups.flatMap(({ items }) => Object.values(items).map(price => price.to ?? step.from));
  return addDays(
    ends.reduce((a, b) => (a > b ? a : b)),
    -1,
  );
}
