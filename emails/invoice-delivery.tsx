import { Action, Paragraph, Title } from './layout';
import type { Mail } from './mail';

/** What stands in the mail that brings an e-invoice, everything written out for people. */
export interface InvoiceMail {
  readonly number: string;
  readonly customerNumber: string;
  readonly issued: string;
  /** in the portal */
  readonly invoiceRef: string;
  /** of an invoice with something to pay */
  readonly amount: string;
  readonly due: string;
  /** null while a changed account waits to be confirmed */
  readonly account: string | null;
  readonly transferTitle: string;
}

/** The lines below each other, as a transfer is filled in. */
const Lines = ({ rows }: { rows: readonly (readonly [string, string])[] }) => (
  <>
    {rows.map(([name, value]) => (
      <Paragraph key={name}>
        {name}
        <br />
        <strong>{value}</strong>
      </Paragraph>
    ))}
  </>
);

/** The e-invoice itself, PDF attached, with something to pay. */
export const invoiceDelivery: Mail<InvoiceMail> = {
  subject: (t, { number, amount, due }) => t('invoiceDelivery.subject', { number, amount, due }),
  preview: (t, { amount, due }) => t('invoiceDelivery.preview', { amount, due }),
  body: (t, props, context) => {
    const href = `${context.portalUrl}/invoices/${props.invoiceRef}`;
    return (
      <>
        <Title>{t('invoiceDelivery.title', { number: props.number })}</Title>
        <Paragraph>
          {t('invoiceDelivery.text', { customerNumber: props.customerNumber, issued: props.issued })}
        </Paragraph>
        <Lines
          rows={[
            [t('invoiceDelivery.amount'), props.amount],
            [t('invoiceDelivery.due'), props.due],
            ...(props.account ? ([[t('invoiceDelivery.account'), props.account]] as const) : []),
            [t('invoiceDelivery.transferTitle'), props.transferTitle],
          ]}
        />
        {props.account ? null : (
          <Paragraph>{t('invoiceDelivery.accountChanged', { phone: context.utility.phone })}</Paragraph>
        )}
        <Action href={href} context={context} t={t}>
          {t('invoiceDelivery.action')}
        </Action>
        <Why t={t} href={`${context.portalUrl}/e-invoice`} />
      </>
    );
  },
  sample: {
    number: 'FV/2026/11/000118',
    customerNumber: 'K-000118',
    issued: '5 listopada 2026',
    invoiceRef: '7K3M9Q2X4T',
    amount: '259,86 zł',
    due: '30 listopada 2026',
    account: '94 0000 0000 0000 0012 3450 0017',
    transferTitle: 'FV/2026/11/000118, K-000118',
  },
};

/** The same where there is nothing to pay: a correction, an overpayment, another currency. */
export const invoiceDeliveryZero: Mail<
  Pick<InvoiceMail, 'number' | 'customerNumber' | 'issued' | 'invoiceRef'>
> = {
  subject: (t, { number }) => t('invoiceDelivery.subjectZero', { number }),
  preview: t => t('invoiceDelivery.previewZero'),
  body: (t, props, context) => {
    const href = `${context.portalUrl}/invoices/${props.invoiceRef}`;
    return (
      <>
        <Title>{t('invoiceDelivery.title', { number: props.number })}</Title>
        <Paragraph>
          {t('invoiceDelivery.text', { customerNumber: props.customerNumber, issued: props.issued })}
        </Paragraph>
        <Paragraph>{t('invoiceDelivery.zero')}</Paragraph>
        <Action href={href} context={context} t={t}>
          {t('invoiceDelivery.action')}
        </Action>
        <Why t={t} href={`${context.portalUrl}/e-invoice`} />
      </>
    );
  },
  sample: {
    number: 'KOR/2026/11/000007',
    customerNumber: 'K-000118',
    issued: '5 listopada 2026',
    invoiceRef: '7K3M9Q2X4T',
  },
};

/** Why it came, and where that is changed. */
function Why({ t, href }: { t: Parameters<Mail<InvoiceMail>['subject']>[0]; href: string }) {
  return (
    <Paragraph>
      {t('invoiceDelivery.why')}{' '}
      <a href={href} style={{ color: 'inherit' }}>
        {t('invoiceDelivery.change')}
      </a>
    </Paragraph>
  );
}
