import { getTranslations } from '@/lib/i18n/server';
import type { Contract } from '@/lib/customers/contracts';
import { formatDecimal } from '@/lib/invoices/lines';
import { formatDay } from '@/lib/kernel/dates';
import { formatMoney, type Locale } from '@/lib/kernel/money';
import { grossUnitPrice } from '@/lib/tariffs/rules';

/** What the contract's tariff group costs today; nothing where no prices are known. */
export async function Prices({
  contract: { number, prices, tariffGroup },
  locale,
}: {
  contract: Contract;
  locale: Locale;
}) {
  const t = await getTranslations('contracts.prices');
  if (prices.length === 0 || tariffGroup === null) return null;
  const since = new Set(prices.map(price => price.validFrom));
  const caption = `prices-${number.replace(/[^0-9A-Za-z]+/g, '-')}`;
  return (
    <div className="grid grid-cols-1 gap-2 border-t border-line pt-5">
      <h3 id={caption}>
        {since.size === 1
          ? t('title', { group: tariffGroup, day: formatDay(prices[0]!.validFrom, locale) })
          : t('titleMixed', { group: tariffGroup })}
      </h3>
      <dl aria-labelledby={caption} className="grid max-w-[36rem] grid-cols-1 gap-2">
        {prices.map(({ item, netPrice, vatRate }) => (
          <div key={item} className="flex flex-wrap justify-between gap-x-4">
            <dt>{t(item)}</dt>
            <dd className="ml-auto text-right">
              <strong>{formatMoney(grossUnitPrice({ netPrice, vatRate }), locale)}</strong> {t('gross')}
              <span className="text-soft">
                {' '}
                ({formatDecimal(netPrice, locale, 2)} {t('net')})
              </span>
            </dd>
          </div>
        ))}
      </dl>
      <p className="text-small text-soft">{t('note')}</p>
    </div>
  );
}
