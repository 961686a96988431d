import type { Metadata, Route } from 'next';
import { getLocale, getTranslations } from '@/lib/i18n/server';
import { ButtonLink } from '@/components/ui/button';
import { Choices } from '@/components/ui/choices';
import { TextLink } from '@/components/ui/link';
import { Notice } from '@/components/ui/notice';
import { PageTitle } from '@/components/ui/page-title';
import { Sheet } from '@/components/ui/sheet';
import { requireCustomer } from '@/lib/auth/guards';
import { hasEInvoice } from '@/lib/e-invoice/queries';
import { listInvoices } from '@/lib/invoices/queries';
import { STATE_FILTERS, type StateFilter } from '@/lib/invoices/rules';
import { dayOf } from '@/lib/kernel/dates';
import { formatMoney } from '@/lib/kernel/money';
import { InvoiceRows } from './rows';
import { YearArchive } from './year-archive';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('invoices'))('title') };
}

const text = (value: string | string[] | undefined): string | null =>
  typeof value === 'string' && value !== '' ? value : null;

const yearOf = (value: string | null): number | null =>
  value !== null && /^\d{4}$/.test(value) ? Number(value) : null;

const stateOf = (value: string | null): StateFilter | null =>
  STATE_FILTERS.find(state => state === value) ?? null;

export default async function InvoicesPage({ searchParams }: PageProps<'/invoices'>) {
  const params = await searchParams;
  const actor = await requireCustomer('invoices');
  const filter = {
    year: yearOf(text(params.year)),
    state: stateOf(text(params.state)),
    after: text(params.after),
  };
  // Sent back by the archive's route.
  const wait = /^\d{1,3}$/.test(text(params.wait) ?? '') ? Number(params.wait) : 0;
  const today = dayOf(new Date());
  const [[list, electronic], t, tPaper, locale] = [
    await Promise.all([listInvoices(actor, filter, today), hasEInvoice(actor, today)]),
    await getTranslations('invoices'),
    await getTranslations('eInvoice.invoices'),
    await getLocale(),
  ];
  const { totals } = list;

  /** The same list with another year, state or page; pages begin anew when a filter changes. */
  const href = (change: {
    year?: number | null;
    state?: StateFilter | null;
    after?: string | null;
  }): Route => {
    const next = { year: filter.year, state: filter.state, after: null, ...change };
    const query = new URLSearchParams();
    for (const [name, value] of Object.entries(next)) if (value !== null) query.set(name, String(value));
    return (query.size > 0 ? `/invoices?${query}` : '/invoices') as Route;
  };

  if (list.years.length === 0) {
    return (
      <div className="grid grid-cols-1 gap-7">
        <PageTitle note={actor.customers.length > 1 ? actor.current.name : undefined}>{t('title')}</PageTitle>
        <Sheet title={t('list.none')} id="none">
          <p>{t('list.noneText')}</p>
        </Sheet>
      </div>
    );
  }

  const strong = (chunks: React.ReactNode) => <strong>{chunks}</strong>;
  return (
    <div className="grid grid-cols-1 gap-7">
      <div className="grid gap-1">
        <PageTitle note={actor.customers.length > 1 ? actor.current.name : undefined}>{t('title')}</PageTitle>
        <p>
          {totals.amountDue > 0
            ? t.rich('list.totalDue', { amount: formatMoney(totals.amountDue, locale), strong })
            : totals.overpayment > 0
              ? t.rich('list.totalOverpaid', { amount: formatMoney(totals.overpayment, locale), strong })
              : t('list.totalNothing')}
        </p>
      </div>

      {wait ? (
        <Notice tone="warn" role="status">
          <p>{t('archive.wait', { minutes: wait })}</p>
        </Notice>
      ) : null}

      <div className="no-print grid gap-2">
        <Choices
          label={t('filter.state')}
          choices={[null, ...STATE_FILTERS].map(state => ({
            label: state === null ? t('filter.allStates') : t(`filter.${state}`),
            href: href({ state }),
            chosen: state === filter.state,
          }))}
        />
        {list.years.length > 1 ? (
          <Choices
            label={t('filter.year')}
            choices={[null, ...list.years].map(year => ({
              label: year === null ? t('filter.allYears') : String(year),
              href: href({ year }),
              chosen: year === filter.year,
            }))}
          />
        ) : null}
      </div>

      {list.invoices.length > 0 ? (
        <div className="rounded-lg border border-line bg-sheet px-5 py-2 sm:px-7">
          <InvoiceRows invoices={list.invoices} today={today} locale={locale} />
        </div>
      ) : (
        <Sheet title={t('list.noMatch')} id="no-match">
          <div>
            <ButtonLink href={href({ year: null, state: null })} look="quiet">
              {t('list.showAll')}
            </ButtonLink>
          </div>
        </Sheet>
      )}

      {filter.after || list.next ? (
        <nav aria-label={t('list.paging')} className="flex flex-wrap justify-between gap-3">
          {filter.after ? (
            <ButtonLink href={href({})} look="quiet">
              {t('list.newest')}
            </ButtonLink>
          ) : (
            <span />
          )}
          {list.next ? (
            <ButtonLink href={href({ after: list.next })} look="quiet">
              {t('list.older')}
            </ButtonLink>
          ) : null}
        </nav>
      ) : null}

      {electronic ? null : (
        <p className="no-print flex flex-wrap items-center gap-x-2 text-soft">
          {tPaper('paper')}
          <TextLink href={'/e-invoice' as Route}>{tPaper('link')}</TextLink>
        </p>
      )}

      <YearArchive years={list.years} chosen={filter.year} />
    </div>
  );
}
