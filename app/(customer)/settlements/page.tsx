import type { Metadata, Route } from 'next';
import { getLocale, getTranslations } from '@/lib/i18n/server';
import { buttonClass } from '@/components/ui/button';
import { Icon } from '@/components/ui/icon';
import { PageTitle } from '@/components/ui/page-title';
import { Pager } from '@/components/ui/pager';
import { Sheet } from '@/components/ui/sheet';
import { requireCustomer } from '@/lib/auth/guards';
import { postalLine, streetLine } from '@/lib/customers/address';
import { dayOf, formatDay } from '@/lib/kernel/dates';
import { settlements } from '@/lib/settlements/queries';
import { statementOf } from '@/lib/settlements/rules';
import { SettlementsOwed } from './owed';
import { askedPeriod, type AskedPeriod } from './period';
import { PeriodChoice } from './period-choice';
import { LedgerRows, type BalanceLine } from './rows';

/** Lines on one page: a year of nearly everybody; more would be beyond what a page may weigh (UX: 25 kB). */
const PAGE_SIZE = 150;

export async function generateMetadata({ searchParams }: PageProps<'/settlements'>): Promise<Metadata> {
  const [t, tLayout] = [await getTranslations('settlements'), await getTranslations('layout.form')];
  const { errors } = askedPeriod(await searchParams, null);
  return { title: (errors.length > 0 ? tLayout('errorPrefix') : '') + t('title') };
}

const pageOf = (value: string | string[] | undefined, last: number): number =>
  typeof value === 'string' && /^\d{1,4}$/.test(value) ? Math.min(Math.max(Number(value), 1), last) : 1;

export default async function SettlementsPage({ searchParams }: PageProps<'/settlements'>) {
  const params = await searchParams;
  const actor = await requireCustomer('invoices');
  const now = new Date();
  const today = dayOf(now);
  const [data, t, locale] = [
    await settlements(actor, now),
    await getTranslations('settlements'),
    await getLocale(),
  ];
  const { entries, customer } = data;
  const years = [...new Set(entries.map(({ on }) => Number(on.slice(0, 4))))].sort((a, b) => b - a);
  const asked = askedPeriod(params, years[0] ?? null);
  const query = (values: Record<string, string>) => new URLSearchParams(values).toString();

  const title = (
    <div className="grid gap-1">
      <PageTitle note={t('customer', { name: customer.name, number: customer.customerNumber })}>
        {t('title')}
      </PageTitle>
      <p className="hidden print:block">
        {streetLine(customer)}, {postalLine(customer)}
      </p>
    </div>
  );
  const owed = <SettlementsOwed data={data} now={now} />;
  if (entries.length === 0) {
    return (
      <div className="grid grid-cols-1 gap-7">
        {title}
        {owed}
        <Sheet title={t('empty.title')} id="empty">
          <p>{t('empty.text')}</p>
        </Sheet>
      </div>
    );
  }

  const statement = statementOf(entries, asked.errors.length > 0 ? { from: null, to: null } : asked);
  const lastPage = Math.max(1, Math.ceil(statement.entries.length / PAGE_SIZE));
  const page = pageOf(params.page, lastPage);
  const first = (page - 1) * PAGE_SIZE;
  const shown = statement.entries.slice(first, first + PAGE_SIZE);
  const opening: BalanceLine | null =
    page > 1
      ? { text: t('table.openingPage'), balance: statement.entries[first - 1]!.balance }
      : statement.opening && {
          text: t('table.opening', { day: formatDay(statement.opening.on, locale) }),
          balance: statement.opening.balance,
        };
  const closing: BalanceLine =
    page < lastPage
      ? { text: t('table.closingPage'), balance: shown.at(-1)!.balance }
      : {
          text: t(
            statement.closing === data.totals.balance && reachesToday(asked, today)
              ? 'table.closingToday'
              : 'table.closing',
          ),
          balance: statement.closing,
        };
  const chosen: Record<string, string> =
    asked.year === null ? periodQuery(asked) : { year: String(asked.year) };
  const pageHref = (number: number) =>
    `/settlements?${query({ ...chosen, page: String(number) })}#account` as Route;
  const csvQuery = query({ ...periodQuery(asked), ...(locale === 'pl' ? { dialect: 'pl' } : {}) });

  return (
    <div className="grid grid-cols-1 gap-7">
      {title}
      {owed}
      <PeriodChoice asked={asked} years={years} today={today} />
      {asked.errors.length > 0 ? null : (
        <section
          aria-labelledby="account"
          className="grid min-w-0 grid-cols-1 gap-4 rounded-lg border border-line bg-sheet p-5 sm:p-7 print:border-0 print:p-0"
        >
          <h2 id="account">{heading(asked, t, day => formatDay(day, locale))}</h2>
          {statement.entries.length === 0 ? <p>{t('table.none')}</p> : null}
          <LedgerRows
            entries={shown}
            opening={opening}
            closing={closing}
            places={data.places}
            locale={locale}
          />
        </section>
      )}
      <Pager
        label={t('pages.label')}
        previous={page > 1 ? { href: pageHref(page - 1), label: t('pages.previous') } : null}
        next={page < lastPage ? { href: pageHref(page + 1), label: t('pages.next') } : null}
      />
      {asked.errors.length > 0 ? null : (
        <div className="no-print">
          <a href={`/settlements/csv${csvQuery ? `?${csvQuery}` : ''}`} className={buttonClass('quiet')}>
            <Icon name="download" className="size-5" />
            {t('csv')}
          </a>
        </div>
      )}
    </div>
  );
}

type Translate = Awaited<ReturnType<typeof getTranslations<'settlements'>>>;

const reachesToday = ({ to }: AskedPeriod, today: string): boolean => to === null || to >= today;

const periodQuery = ({ from, to }: AskedPeriod): Record<string, string> => ({
  ...(from ? { from } : {}),
  ...(to ? { to } : {}),
});

function heading(
  { year, from, to }: AskedPeriod,
  t: Translate,
  text: (day: NonNullable<AskedPeriod['from']>) => string,
) {
  if (year === 'all') return t('section.all');
  if (year !== null) return t('section.year', { year: String(year) });
  if (from && to) return t('section.days', { from: text(from), to: text(to) });
  return from ? t('section.since', { from: text(from) }) : t('section.until', { to: text(to!) });
}
