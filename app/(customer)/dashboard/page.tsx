import type { Metadata, Route } from 'next';
import { getLocale, getTranslations } from '@/lib/i18n/server';
import { ButtonLink } from '@/components/ui/button';
import { Sheet } from '@/components/ui/sheet';
import { requireCustomer } from '@/lib/auth/guards';
import { opens } from '@/lib/auth/scopes';
import { placeLine } from '@/lib/customers/address';
import { dashboard } from '@/lib/customers/queries';
import { dayOf } from '@/lib/kernel/dates';
import { LeakNotice } from '../leak-notice';
import { InvoiceRows } from '../invoices/rows';
import { AnnouncementNotice } from './announcement-notice';
import { Consumption } from './consumption';
import { OfficeNote } from './office-note';
import { Owed } from './owed';
import { UpcomingList } from './upcoming';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('dashboard'))('title') };
}

export default async function DashboardPage({ searchParams }: PageProps<'/dashboard'>) {
  const actor = await requireCustomer('see');
  const { pay } = await searchParams;
  const now = new Date();
  const today = dayOf(now);
  const [data, t, locale] = [
    await dashboard(actor, now),
    await getTranslations('dashboard'),
    await getLocale(),
  ];

  return (
    <div className="grid grid-cols-1 gap-7">
      <div className="grid gap-1">
        <h1>
          {data.addresses.length === 0
            ? t('noAddress')
            : data.addresses.map(address => (
                <span key={placeLine(address)} className="block">
                  {placeLine(address)}
                </span>
              ))}
        </h1>
        <p className="text-small text-soft">
          {actor.current.name} · {t('customer', { number: actor.current.customerNumber })}
        </p>
      </div>

      {data.amounts ? (
        <Owed data={data} now={now} customerNumber={actor.current.customerNumber} open={pay !== undefined} />
      ) : null}

      {data.addresses.length > 0 && opens(actor.current, 'readings') ? (
        <p>
          <ButtonLink href={'/readings/new' as Route} look="quiet">
            {t('giveReading')}
          </ButtonLink>
        </p>
      ) : null}

      {/* One banner at most: what goes on outside first, then the leak, then what is to come. */}
      {data.announcement && (data.announcement.running || data.leaks.length === 0) ? (
        <AnnouncementNotice announcement={data.announcement} locale={locale} />
      ) : data.leaks.length > 0 ? (
        <LeakNotice leaks={data.leaks} locale={locale} />
      ) : null}

      <OfficeNote />

      {data.amounts && data.latest.length === 0 ? (
        <Sheet title={t('welcome.title')} id="welcome">
          <p>{t('welcome.text')}</p>
          <p className="text-soft">{t('welcome.later')}</p>
        </Sheet>
      ) : null}

      <div className="grid grid-cols-1 items-start gap-7 md:grid-cols-2">
        {data.latest.length > 0 ? (
          <Sheet title={t('latest.title')} id="latest">
            <InvoiceRows invoices={data.latest} today={today} locale={locale} narrow />
            <div className="flex flex-wrap gap-3">
              <ButtonLink href={'/invoices' as Route} look="quiet">
                {t('latest.all')}
              </ButtonLink>
              <ButtonLink href="/settlements" look="quiet">
                {t('latest.account')}
              </ButtonLink>
            </div>
          </Sheet>
        ) : null}
        {data.consumption || data.upcoming.length > 0 ? (
          <div className="grid grid-cols-1 gap-7">
            {data.consumption ? <Consumption data={data.consumption} locale={locale} /> : null}
            {data.upcoming.length > 0 ? (
              <UpcomingList items={data.upcoming} today={today} locale={locale} />
            ) : null}
          </div>
        ) : null}
      </div>
    </div>
  );
}
