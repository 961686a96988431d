import type { Metadata, Route } from 'next';
import Link, { TextLink } from '@/components/ui/link';
import { notFound } from 'next/navigation';
import { getLocale, getTranslations } from '@/lib/i18n/server';
import { cache } from 'react';
import { DefinitionList } from '@/components/ui/definition-list';
import { PageTitle } from '@/components/ui/page-title';
import { QrCode } from '@/components/ui/qr-code';
import { Sheet } from '@/components/ui/sheet';
import { requireCustomer } from '@/lib/auth/guards';
import { opens } from '@/lib/auth/scopes';
import { placeLine } from '@/lib/customers/address';
import { findInvoice, type LinkedDocument } from '@/lib/invoices/queries';
import { dayOf, formatDay } from '@/lib/kernel/dates';
import { formatMoney } from '@/lib/kernel/money';
import { ksefCode } from '@/lib/ksef/rules';
import { utility } from '@/lib/utility';
import { OtherCustomer } from '../../other-customer';
import { InvoiceAmount } from './amount';
import { InvoiceDelivery } from './delivery';
import { InvoiceLines } from './lines';
import { InvoiceNotes } from './notes';
import { InvoiceReadings } from './readings';
import { VatSummary } from './vat';

/** Once a request, for the title and the page. */
const found = cache(async (ref: string) =>
  findInvoice(await requireCustomer('invoices'), ref, dayOf(new Date())),
);

export async function generateMetadata({ params }: PageProps<'/invoices/[ref]'>): Promise<Metadata> {
  const invoice = await found((await params).ref);
  const t = await getTranslations('invoices');
  if (!invoice) return { title: t('title') };
  return { title: t(invoice.isCorrection ? 'correction' : 'invoice', { number: invoice.number }) };
}

export default async function InvoicePage({ params }: PageProps<'/invoices/[ref]'>) {
  const { customers, current } = await requireCustomer('invoices');
  const invoice = (await found((await params).ref)) ?? notFound();
  const [t, locale] = [await getTranslations('invoices'), await getLocale()];
  const day = (value: typeof invoice.issuedOn) => formatDay(value, locale);
  const { customerNumber } = invoice.customer;
  const owner =
    customerNumber === current.customerNumber
      ? undefined
      : customers.find(customer => customer.customerNumber === customerNumber);
  const ksef = ksefCode(invoice, utility().nip);
  const linked = [
    ...invoice.corrects.map(document => ({ document, text: 'corrects' as const })),
    ...invoice.correctedBy.map(document => ({ document, text: 'correctedBy' as const })),
  ];

  return (
    <div className="grid grid-cols-1 gap-7">
      <PageTitle
        back={{ href: '/invoices', label: t('back') }}
        note={
          <>
            {t('detail.issued', { day: day(invoice.issuedOn) })}
            {invoice.servicePoint ? ` · ${placeLine(invoice.servicePoint)}` : null}
          </>
        }
      >
        {t(invoice.isCorrection ? 'correction' : 'invoice', { number: invoice.number })}
      </PageTitle>

      {owner ? <OtherCustomer customer={owner} invoiceRef={invoice.ref} /> : null}

      <InvoiceAmount invoice={invoice} now={new Date()} />

      {linked.length > 0 ? (
        <Sheet title={t('detail.linked')} id="linked">
          <ul className="grid gap-2">
            {linked.map(({ document, text }) => (
              <li key={text + document.number} className="flex flex-wrap justify-between gap-x-4">
                <span className="min-w-0">
                  {t.rich(`detail.${text}`, { number: () => <DocumentLink document={document} /> })}
                  {document.issuedOn ? (
                    <span className="text-soft"> {t('detail.issued', { day: day(document.issuedOn) })}</span>
                  ) : null}
                </span>
                {document.gross !== null ? (
                  <span className="font-semibold">
                    {formatMoney(document.gross, locale, invoice.currency)}
                  </span>
                ) : null}
              </li>
            ))}
          </ul>
        </Sheet>
      ) : null}

      <div className="grid grid-cols-1 items-start gap-7 md:grid-cols-2">
        <Sheet title={t('detail.about')} id="about">
          <DefinitionList
            rows={[
              [t('detail.number'), invoice.number],
              [t('detail.issuedOn'), day(invoice.issuedOn)],
              [t('detail.dueOn'), invoice.gross > 0 ? day(invoice.dueOn) : null],
              [
                t('detail.period'),
                invoice.saleFrom && invoice.saleTo
                  ? t('detail.periodValue', { from: day(invoice.saleFrom), to: day(invoice.saleTo) })
                  : null,
              ],
              [t('detail.servicePoint'), invoice.servicePoint && placeLine(invoice.servicePoint)],
              [t('detail.contract'), invoice.contractNumber],
              [t('detail.reason'), invoice.correctionReason],
              [
                t('detail.statedToPay'),
                invoice.toPay !== null && invoice.toPay !== invoice.gross
                  ? formatMoney(invoice.toPay, locale, invoice.currency)
                  : null,
              ],
              [
                t('detail.ksef'),
                ksef ? (
                  <KsefCode {...ksef} name={t('detail.ksefCode')} check={t('detail.ksefCheck')} />
                ) : (
                  invoice.ksefNumber && <span className="wrap-anywhere text-small">{invoice.ksefNumber}</span>
                ),
              ],
            ]}
          />
        </Sheet>
        <InvoiceReadings lines={invoice.lines} locale={locale} />
      </div>

      <InvoiceDelivery invoiceRef={invoice.ref} locale={locale} />

      <InvoiceLines invoice={invoice} locale={locale} />
      <VatSummary invoice={invoice} locale={locale} />
      <InvoiceNotes notes={invoice.notes} currency={invoice.currency} locale={locale} />
      {owner || !opens(current, 'all') ? null : (
        <p className="no-print">
          <TextLink href={`/messages/new?kind=complaint_bill&invoice=${invoice.ref}` as Route}>
            {t('detail.complain')}
          </TextLink>
        </p>
      )}
    </div>
  );
}

/** Code I with its label, and the same address as a link: a phone cannot scan its own screen. */
function KsefCode({ url, label, name, check }: { url: string; label: string; name: string; check: string }) {
  return (
    <span className="grid justify-items-start gap-1">
      <QrCode text={url} label={name} level="M" />
      <span className="wrap-anywhere text-small">{label}</span>
      <TextLink href={url} className="no-print">
        {check}
      </TextLink>
    </span>
  );
}

function DocumentLink({ document: { number, ref } }: { document: LinkedDocument }) {
  return ref ? (
    <Link href={`/invoices/${ref}` as Route} className="text-accent underline underline-offset-4">
      {number}
    </Link>
  ) : (
    number
  );
}
