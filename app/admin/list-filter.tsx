import type { Route } from 'next';
import type { ReactNode } from 'react';
import { Button } from '@/components/ui/button';
import { TextLink } from '@/components/ui/link';
import { QueryForm, type QueryError } from '@/components/ui/query-form';
import { getTranslations } from '@/lib/i18n/server';

/** What of a list is shown: fields beside each other and one button; the answer is an address that can be kept. */
export async function ListFilter({
  list,
  name,
  label,
  errors,
  filtered = false,
  also,
  children,
}: {
  /** the list without a filter */
  list: Route;
  /** the form's name, as its fields have it */
  name: string;
  /** says what is chosen, for screen readers */
  label: string;
  errors?: readonly QueryError[];
  /** whether anything is chosen, so that it can be cleared */
  filtered?: boolean;
  /** stands beside the button, e.g. the same rows as a file */
  also?: ReactNode;
  /** fields, {@link QueryField} and {@link QuerySelect} */
  children: ReactNode;
}) {
  const t = await getTranslations('admin.list');
  return (
    <section aria-label={label} className="rounded-lg border border-line bg-sheet p-4 sm:p-5">
      <QueryForm action={list} name={name} errorTitle={t('wrong')} errors={errors}>
        <div className="grid grid-cols-1 items-end gap-4 sm:grid-cols-2 lg:grid-cols-4">
          {children}
          <div
            className={`flex flex-wrap items-center gap-x-4 gap-y-2 ${also ? 'sm:col-span-2' : 'sm:max-lg:col-span-2'}`}
          >
            <Button look="quiet">{t('show')}</Button>
            {also}
            {filtered ? <TextLink href={list}>{t('clear')}</TextLink> : null}
          </div>
        </div>
      </QueryForm>
    </section>
  );
}
