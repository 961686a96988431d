import type { Metadata } from 'next';
import { ButtonLink } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import { PageTitle } from '@/components/ui/page-title';
import { Sheet } from '@/components/ui/sheet';
import { requireCustomer } from '@/lib/auth/guards';
import { opens } from '@/lib/auth/scopes';
import { placeLine } from '@/lib/customers/address';
import { consumptionOf, consumptionOutline, type ConsumptionPoint } from '@/lib/consumption/queries';
import { hasReadings } from '@/lib/consumption/rules/places';
import { getLocale, getTranslations } from '@/lib/i18n/server';
import { addDays, addMonths, dayOf, formatDay } from '@/lib/kernel/dates';
import { openLeaks } from '@/lib/readings/leaks/queries';
import { LeakNotice } from '../leak-notice';
import { askedOf, optionsOf, type Asked } from './asked';
import { Choice } from './choice';
import { Files } from './files';
import { Finding } from './finding';
import { Parts } from './parts';
import type { Charged } from './sums';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('consumption'))('title') };
}

export default async function ConsumptionPage({ searchParams }: PageProps<'/consumption'>) {
  const params = await searchParams;
  const actor = await requireCustomer('see');
  const now = new Date();
  const amounts = opens(actor.current, 'invoices');
  const today = dayOf(now);
  const [outline, t, locale] = [
    await consumptionOutline(actor, now),
    await getTranslations('consumption'),
    await getLocale(),
  ];
  const options = optionsOf(outline.points);
  const title = (
    <PageTitle note={actor.customers.length > 1 ? actor.current.name : undefined}>{t('title')}</PageTitle>
  );
  if (options.length === 0) {
    return (
      <div className="grid grid-cols-1 gap-7">
        {title}
        <Sheet title={t('none')} id="none">
          <p>{t('noneText')}</p>
        </Sheet>
      </div>
    );
  }

  const asked = askedOf(params, options, outline, today);
  const { period, step, option } = asked;
  const analysis = period && (await consumptionOf(actor, outline, option.targets, { ...period, step }, now));
  const leaks = await openLeaks(actor, now);
  const points = outline.points.filter(point => option.targets.some(target => target.point === point));
  const ended = outline.points.flatMap(point => point.own).map(({ until }) => until);
  const endedOn = ended.every(until => until !== null && until <= today) ? ended.sort().at(-1) : null;
  const left =
    option.kind === 'all'
      ? outline.points
          .filter(point => !hasReadings({ point, chain: null }))
          .map(({ address }) => placeLine(address))
      : [];
  return (
    <div className="grid grid-cols-1 gap-7">
      <div className="grid grid-cols-1 gap-1">
        {title}
        {option.kind === 'all' || options.length === 1 ? null : (
          <p>
            {option.kind === 'point'
              ? option.place
              : t(`choose.${option.kind}`, { serial: option.serial, place: option.place })}
          </p>
        )}
      </div>
      {endedOn ? (
        <Notice>
          <p>{t('former', { day: formatDay(addDays(endedOn, -1), locale) })}</p>
        </Notice>
      ) : null}
      {leaks.length > 0 ? <LeakNotice leaks={leaks} locale={locale} /> : null}
      <Choice asked={asked} options={options} />
      {period === null ? null : analysis ? (
        <>
          <Finding
            asked={asked}
            analysis={analysis}
            charged={amounts ? chargedOf(option.targets) : NOTHING_SHOWN}
          />
          <Parts
            analysis={analysis}
            notes={[
              t('notes.line'),
              ...(analysis.cost ? [t('notes.cost')] : []),
              ...(left.length > 0 ? [t('notes.left', { places: left.join('; ') })] : []),
            ]}
          />
          <Files
            points={option.targets.map(({ point, chain }): ConsumptionPoint => {
              const whole = points.find(each => each === point)!;
              return chain ? { ...whole, meters: chain } : whole;
            })}
            period={analysis}
            step={step}
          />
        </>
      ) : (
        <Unknown asked={asked} />
      )}
    </div>
  );
}

/** Access without invoices sees water, not money. */
const NOTHING_SHOWN: Charged = { water: false, sewage: false };

function chargedOf(targets: Asked['option']['targets']): Charged {
  const services = targets.flatMap(({ point, chain }) =>
    chain ? [] : point.contracts.map(contract => contract.service),
  );
  return {
    water: services.some(service => service !== 'sewage'),
    sewage: services.some(service => service !== 'water'),
  };
}

/** Nothing is known of the period: what is known instead, and the way there. */
async function Unknown({ asked }: { asked: Asked }) {
  const t = await getTranslations('consumption.unknown');
  const locale = await getLocale();
  const { period, known } = asked;
  const back = known && addMonths(known.to, -12);
  return (
    <Sheet title={t('title')} id="unknown">
      <p className="max-w-prose">
        {t('text', {
          from: formatDay(period!.from, locale),
          to: formatDay(addDays(period!.to, -1), locale),
        })}
      </p>
      {known && back ? (
        <>
          <p>{t('span', { from: formatDay(known.from, locale), to: formatDay(known.to, locale) })}</p>
          <div>
            <ButtonLink
              href={asked.href({
                period: null,
                from: back > known.from ? back : known.from,
                to: addDays(known.to, -1),
              })}
              look="quiet"
            >
              {t('show')}
            </ButtonLink>
          </div>
        </>
      ) : null}
    </Sheet>
  );
}
