import { getLocale, getTranslations } from '@/lib/i18n/server';
import { Table } from '@/components/ui/table';
import { formatDecimal, formatRate } from '@/lib/invoices/lines';
import { addDays, formatDayShort } from '@/lib/kernel/dates';
import { formatMoney, type Locale } from '@/lib/kernel/money';
import {
  grossUnitPrice,
  TARIFF_ITEMS,
  type GroupPrices,
  type TariffItem,
  type TariffPrice,
} from '@/lib/tariffs/rules';
import { utility } from '@/lib/utility';

/** A tariff group as people know it; its code where the utility has given it no name. */
export const groupName = (group: string, locale: Locale): string | undefined =>
  utility().tariffGroups[group]?.[locale];

/** `5,48 zł`: an exact price with at least two places. */
export const formatPrice = (price: string, locale: Locale): string =>
  locale === 'pl'
    ? `${formatDecimal(price, locale, 2)}\u00a0zł`
    : `PLN\u00a0${formatDecimal(price, locale, 2)}`;

/** Prices of all groups beside each other; a card a group on phones. */
export async function PriceTable({ caption, groups }: { caption: string; groups: readonly GroupPrices[] }) {
  const t = await getTranslations('tariffs');
  const locale = await getLocale();
  const shown = TARIFF_ITEMS.filter(item => groups.some(({ items }) => items[item]));
  const validity = (price: TariffPrice) =>
    price.to
      ? t('validFromTo', { from: formatDayShort(price.from), to: formatDayShort(addDays(price.to, -1)) })
      : t('validFrom', { from: formatDayShort(price.from) });
  /** one line for the whole group where all its prices hold for the same days, else one a price */
  const common = ({ items }: GroupPrices): string | null => {
    const all = new Set(Object.values(items).map(validity));
    return all.size === 1 ? [...all][0]! : null;
  };
  const cell = (row: GroupPrices, item: TariffItem) => {
    const price = row.items[item];
    if (!price) return <span className="text-soft">{t('noItem')}</span>;
    return (
      <span className="grid max-sm:text-right">
        <b className="whitespace-nowrap text-lead">{formatMoney(grossUnitPrice(price), locale)}</b>
        <span className="text-small text-soft">
          {t('netAndVat', { net: formatPrice(price.netPrice, locale), rate: formatRate(price.vatRate) })}
        </span>
        {common(row) === null ? <span className="text-small text-soft">{validity(price)}</span> : null}
      </span>
    );
  };
  return (
    <Table
      caption={caption}
      rows={groups}
      rowKey={row => row.group}
      columns={[
        {
          key: 'group',
          head: t('group'),
          main: true,
          cell: row => (
            <span className="grid">
              <span className="font-semibold">
                {groupName(row.group, locale) ?? t('unnamed', { code: row.group })}
              </span>
              <span className="text-small text-soft">
                {[groupName(row.group, locale) && t('code', { code: row.group }), common(row)]
                  .filter(Boolean)
                  .join(' · ')}
              </span>
            </span>
          ),
        },
        ...shown.map(item => ({
          key: item,
          head: t(`heads.${item}`),
          align: 'end' as const,
          cell: (row: GroupPrices) => cell(row, item),
        })),
      ]}
    />
  );
}
