import { Button } from '@/components/ui/button';
import { Icon } from '@/components/ui/icon';
import { QuerySelect } from '@/components/ui/query-form';
import { Sheet } from '@/components/ui/sheet';
import { getTranslations } from '@/lib/i18n/server';

/** A year's invoices as one file; a native form, so that it works without JavaScript. */
export async function YearArchive({
  years,
  chosen,
}: {
  /** newest first, never empty */
  years: readonly number[];
  /** the year that the list shows */
  chosen: number | null;
}) {
  const t = await getTranslations('invoices.archive');
  const value = years.find(year => year === chosen) ?? years[0];
  return (
    <div className="no-print">
      <Sheet title={t('title')} id="archive">
        <p>{t('text')}</p>
        <form method="get" action="/invoices/zip" className="flex flex-wrap items-end gap-4">
          <div className="min-w-36">
            <QuerySelect
              form="archive"
              name="year"
              label={t('year')}
              value={String(value)}
              options={years.map(year => ({ value: String(year), label: String(year) }))}
            />
          </div>
          <Button look="quiet">
            <Icon name="download" className="size-5" />
            {t('get')}
          </Button>
        </form>
      </Sheet>
    </div>
  );
}
