import { Action, Paragraph, Title } from './layout';
import type { Mail } from './mail';
import { SettingsNote } from './settings-note';

/** The due date of an invoice is near. `open` is what is still to pay of it, as far as was known on `asOf`. */
export const paymentDue: Mail<{
  customerNumber: string;
  number: string;
  open: string;
  due: string;
  asOf: string;
  invoiceRef: string;
}> = {
  subject: (t, { open, due }) => t('paymentDue.subject', { open, due }),
  preview: (t, { number, asOf }) => t('paymentDue.preview', { number, asOf }),
  body: (t, { customerNumber, number, open, due, asOf, invoiceRef }, context) => {
    const href = `${context.portalUrl}/invoices/${invoiceRef}`;
    return (
      <>
        <Title>{t('paymentDue.title')}</Title>
        <Paragraph>{t('paymentDue.text', { customerNumber, number, open, due })}</Paragraph>
        <Paragraph>{t('paymentDue.asOf', { asOf })}</Paragraph>
        <Action href={href} context={context} t={t}>
          {t('paymentDue.action')}
        </Action>
        <SettingsNote context={context} t={t} />
      </>
    );
  },
  sample: {
    customerNumber: 'K-000118',
    number: 'FV/2026/11/000118',
    open: '1 234,50 zł',
    due: '30 listopada 2026',
    asOf: '27 listopada 2026',
    invoiceRef: '7K3M9Q2X4T',
  },
};
