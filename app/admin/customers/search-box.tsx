import { buttonClass } from '@/components/ui/button-class';
import { boxClass } from '@/components/ui/labelled';
import { LONGEST_QUERY } from '@/lib/customers/search/rules';
import { getTranslations } from '@/lib/i18n/server';

/** The one box; its answer is an address that can be kept. */
export async function SearchBox({ typed }: { typed: string }) {
  const t = await getTranslations('office-customers.search');
  return (
    <form method="get" action="/admin/customers" role="search" className="grid gap-2">
      <label htmlFor="customer-search" className="font-semibold">
        {t('label')}
      </label>
      <p id="customer-search-hint" className="text-small text-soft">
        {t('hint')}
      </p>
      <div className="flex flex-wrap gap-3">
        <span className="min-w-56 grow">
          <input
            id="customer-search"
            name="q"
            type="search"
            defaultValue={typed}
            maxLength={LONGEST_QUERY}
            aria-describedby="customer-search-hint"
            autoComplete="off"
            spellCheck={false}
            className={boxClass(undefined)}
          />
        </span>
        <button className={buttonClass()}>{t('submit')}</button>
      </div>
    </form>
  );
}
