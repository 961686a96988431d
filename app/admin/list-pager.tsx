import type { Route } from 'next';
import { Pager } from '@/components/ui/pager';
import { getTranslations } from '@/lib/i18n/server';

/** How many rows stand before the page that an address asks for (`?skip=…`). */
export function skippedIn({ skip }: Record<string, string | string[] | undefined>): number {
  return typeof skip === 'string' && /^\d{1,6}$/.test(skip) ? Number(skip) : 0;
}

/** The pages before and after of a list that counts its rows. */
export async function ListPager({
  label,
  offset,
  page,
  more,
  href,
}: {
  /** what is paged */
  label: string;
  offset: number;
  /** rows on a page */
  page: number;
  /** whether there are rows after this page */
  more: boolean;
  href: (offset: number) => string;
}) {
  const t = await getTranslations('admin.list');
  const to = (at: number, text: 'previous' | 'next') => ({ href: href(at) as Route, label: t(text) });
  return (
    <Pager
      label={label}
      previous={offset > 0 ? to(Math.max(0, offset - page), 'previous') : null}
      next={more ? to(offset + page, 'next') : null}
    />
  );
}
