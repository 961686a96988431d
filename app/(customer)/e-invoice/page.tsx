import type { Metadata, Route } from 'next';
import { ButtonLink } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import { PageTitle } from '@/components/ui/page-title';
import { requireCustomer } from '@/lib/auth/guards';
import { troubleOf } from '@/lib/e-invoice/deliveries';
import { eInvoiceOf, ksefInvoices } from '@/lib/e-invoice/queries';
import { getLocale, getTranslations } from '@/lib/i18n/server';
import { dayOf, formatDay } from '@/lib/kernel/dates';
import { ActiveSheet } from './active';
import { Activation } from './activation';
import { DecisionHistory } from './history';
import { KsefSheet } from './ksef';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('eInvoice'))('title') };
}

/** What holds, what can be decided, and everything that was decided before. */
export default async function EInvoicePage() {
  const actor = await requireCustomer('all');
  const today = dayOf(new Date());
  const [t, locale] = [await getTranslations('eInvoice'), await getLocale()];
  const [overview, ksef] = await Promise.all([eInvoiceOf(actor, today), ksefInvoices(actor)]);
  const { state, entries, terms } = overview;
  const trouble = await troubleOf(actor, state);
  return (
    <div className="grid max-w-[44rem] grid-cols-1 gap-7">
      <PageTitle note={actor.customers.length > 1 ? actor.current.name : undefined}>{t('title')}</PageTitle>
      {trouble ? (
        <Notice tone="bad">
          <p className="break-words">{t(`trouble.${trouble.reason}`, { email: trouble.email })}</p>
          <p>
            <ButtonLink href={'/e-invoice/change' as Route} look="quiet">
              {t('trouble.action')}
            </ButtonLink>
          </p>
        </Notice>
      ) : overview.termsWait ? (
        <Notice>
          <p>{t('newTerms.notice', { day: formatDay(terms.effectiveFrom, locale) })}</p>
          <p>
            <ButtonLink href={'/e-invoice/terms' as Route} look="quiet">
              {t('newTerms.open')}
            </ButtonLink>
          </p>
        </Notice>
      ) : null}
      {ksef.nip ? <KsefSheet ksef={ksef} locale={locale} /> : null}
      {state.active ? (
        <ActiveSheet state={state} entries={entries} locale={locale} />
      ) : (
        <Activation
          actor={actor}
          inKsef={ksef.nip !== null}
          entries={entries}
          terms={terms}
          locale={locale}
        />
      )}
      {ksef.nip ? null : <KsefSheet ksef={ksef} locale={locale} />}
      <DecisionHistory entries={entries} customerNumber={actor.current.customerNumber} locale={locale} />
    </div>
  );
}
