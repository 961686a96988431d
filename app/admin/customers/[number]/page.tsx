import type { Metadata, Route } from 'next';
import { notFound } from 'next/navigation';
import { ButtonLink } from '@/components/ui/button';
import { PageTitle } from '@/components/ui/page-title';
import { requireStaff } from '@/lib/auth/guards';
import { may } from '@/lib/auth/permissions';
import { placeLine } from '@/lib/customers/address';
import { listContracts } from '@/lib/customers/contracts';
import { dashboard } from '@/lib/customers/queries';
import { customerForStaff } from '@/lib/customers/staff/queries';
import { eInvoiceOf } from '@/lib/e-invoice/queries';
import { getLocale, getTranslations } from '@/lib/i18n/server';
import { listInvoices } from '@/lib/invoices/queries';
import { dayOf } from '@/lib/kernel/dates';
import { listCases } from '@/lib/messages/queries';
import { listMeters } from '@/lib/meters/queries';
import { readingHistory } from '@/lib/readings/history/queries';
import { settlements } from '@/lib/settlements/queries';
import { AccountsSheet } from './accounts-sheet';
import { BillingSheet } from './billing-sheet';
import { CasesSheet, ChangesSheet, SentSheet } from './events-sheets';
import { ContactSheet, ContractsSheet } from './contact-sheets';
import { EInvoiceSheet } from './e-invoice-sheet';
import { MetersSheet, ReadingsSheet } from './meters-sheets';
import { UseSheet } from './use-sheet';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('office-customers'))('title') };
}

const SECTIONS = [
  'contact',
  'contracts',
  'meters',
  'billing',
  'use',
  'readings',
  'eInvoice',
  'cases',
  'sent',
  'accounts',
  'changes',
] as const;

type Props = { params: Promise<{ number: string }> };

/** Everything about one customer, in sections; that it was opened stands in the audit log. */
export default async function CustomerPage({ params }: Props) {
  const actor = await requireStaff('customers.see');
  const now = new Date();
  const today = dayOf(now);
  const customer = await customerForStaff(actor, decodeURIComponent((await params).number), now);
  if (!customer) notFound();
  const { view } = customer;
  const [contracts, points, billing, invoices, { consumption }, readings, consent, cases] = await Promise.all(
    [
      listContracts(view, today),
      listMeters(view, now),
      settlements(view, now),
      listInvoices(view, { year: null, state: null, after: null }, today),
      dashboard(view, now),
      readingHistory(view, now),
      eInvoiceOf(view, today),
      listCases(view),
    ],
  );
  const [t, locale] = [await getTranslations('office-customers'), await getLocale()];
  const path = `/admin/customers/${encodeURIComponent(customer.customerNumber)}`;
  return (
    <div className="grid grid-cols-1 gap-6">
      <PageTitle
        back={{ href: '/admin/customers' as Route, label: t('title') }}
        note={`${customer.customerNumber} · ${placeLine(customer.address)}`}
      >
        {customer.name}
      </PageTitle>
      <div className="no-print flex flex-wrap gap-3">
        {may(actor.role, 'customers.view_as') ? (
          <ButtonLink href={`${path}/view` as Route} look="quiet">
            {t('viewAs.link')}
          </ButtonLink>
        ) : null}
        {may(actor.role, 'customers.manage') ? (
          <ButtonLink href={`${path}/accounts` as Route} look="quiet">
            {t('accounts.manage')}
          </ButtonLink>
        ) : null}
      </div>
      <nav aria-label={t('page.contents')} className="no-print">
        <ul className="flex flex-wrap gap-x-5">
          {SECTIONS.map(section => (
            <li key={section}>
              <a
                href={`#${section}`}
                className="inline-flex min-h-11 items-center underline underline-offset-4"
              >
                {t(`${section}.title`)}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <div className="grid grid-cols-1 items-start gap-6 lg:grid-cols-2">
        <ContactSheet customer={customer} locale={locale} />
        <AccountsSheet customer={customer} />
      </div>
      <ContractsSheet contracts={contracts} today={today} locale={locale} />
      <MetersSheet points={points} today={today} locale={locale} />
      <BillingSheet settled={billing} invoices={invoices} path={path} today={today} locale={locale} />
      <UseSheet use={consumption} locale={locale} />
      <ReadingsSheet readings={readings} locale={locale} />
      <EInvoiceSheet consent={consent} locale={locale} />
      <CasesSheet cases={cases} />
      <SentSheet sent={customer.sent} />
      <ChangesSheet changes={customer.changes} />
    </div>
  );
}
