import { Action, Paragraph, Title } from './layout';
import type { Mail } from './mail';
import { SettingsNote } from './settings-note';

/**
 * An invoice has been issued. `variant`: `invoice`; `reduced` where the document asks for another sum than its gross
 * amount, `settled` where it asks for none; `charge` and `credit` for corrections upwards and downwards, whose
 * amount is the difference, and `refund` for any other document in the customer's favour.
 */
export const invoiceIssued: Mail<{
  variant: 'invoice' | 'reduced' | 'settled' | 'charge' | 'credit' | 'refund';
  customerNumber: string;
  number: string;
  amount: string;
  due: string;
  toPay: string;
  invoiceRef: string;
}> = {
  subject: (t, { variant, number, amount }) => t('invoiceIssued.subject', { variant, number, amount }),
  preview: (t, { variant, due, toPay }) => t('invoiceIssued.preview', { variant, due, toPay }),
  body: (t, { variant, customerNumber, number, amount, due, toPay, invoiceRef }, context) => {
    const href = `${context.portalUrl}/invoices/${invoiceRef}`;
    return (
      <>
        <Title>{t('invoiceIssued.title', { variant })}</Title>
        <Paragraph>{t('invoiceIssued.text', { variant, customerNumber, number, amount })}</Paragraph>
        <Paragraph>{t('invoiceIssued.next', { variant, due, toPay })}</Paragraph>
        <Action href={href} context={context} t={t}>
          {t('invoiceIssued.action', { variant })}
        </Action>
        <SettingsNote context={context} t={t} />
      </>
    );
  },
  sample: {
    variant: 'reduced',
    customerNumber: 'K-000118',
    number: 'FV/2026/11/000118',
    amount: '234,50 zł',
    due: '6 grudnia 2026',
    toPay: '198,20 zł',
    invoiceRef: '7K3M9Q2X4T',
  },
};
