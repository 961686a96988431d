import { Action, Code, Paragraph, Title } from './layout';
import type { Mail } from './mail';

/** The code that proves an address for e-invoices. */
export const eInvoiceCode: Mail<{ code: string; minutes: number }> = {
  subject: t => t('eInvoiceCode.subject'),
  preview: (t, { minutes }) => t('eInvoiceCode.preview', { minutes }),
  body: (t, { code, minutes }, { utility }) => (
    <>
      <Title>{t('eInvoiceCode.title')}</Title>
      <Paragraph>{t('eInvoiceCode.text', { utility: utility.shortName, minutes })}</Paragraph>
      <Code>{code}</Code>
      <Paragraph>{t('eInvoiceCode.secret')}</Paragraph>
      <Paragraph>{t('eInvoiceCode.notYou')}</Paragraph>
    </>
  ),
  sample: { code: '482913', minutes: 10 },
};

/** What a decision was, for its confirmation. */
export interface DecisionMail {
  readonly customerNumber: string;
  /** `K-000118/2` */
  readonly proofNumber: string;
  readonly day: string;
  /** where invoices go, in words; null where they come on paper */
  readonly where: string | null;
  /** the first invoice that it affects, in words */
  readonly first: string;
}

const confirmation = (
  name: 'eInvoiceAccepted' | 'eInvoiceChanged' | 'eInvoiceWithdrawn',
  where: string | null,
): Mail<DecisionMail> => ({
  subject: t => t(`${name}.subject`),
  preview: (t, { customerNumber }) => t('eInvoiceDecision.preview', { customerNumber }),
  body: (t, props, context) => {
    const href = `${context.portalUrl}/e-invoice`;
    return (
      <>
        <Title>{t(`${name}.title`)}</Title>
        <Paragraph>{t(`${name}.text`, { customerNumber: props.customerNumber, day: props.day })}</Paragraph>
        {props.where ? <Paragraph>{t('eInvoiceDecision.where', { where: props.where })}</Paragraph> : null}
        <Paragraph>{t('eInvoiceDecision.first', { first: props.first })}</Paragraph>
        <Paragraph>{t('eInvoiceDecision.proof', { number: props.proofNumber })}</Paragraph>
        <Action href={href} context={context} t={t}>
          {t('eInvoiceDecision.action')}
        </Action>
        <Paragraph>
          {t('eInvoiceDecision.notYou', { phone: context.utility.phone, email: context.utility.email })}
        </Paragraph>
      </>
    );
  },
  sample: {
    customerNumber: 'K-000118',
    proofNumber: 'K-000118/2',
    day: '22 listopada 2026',
    ...(where === null ? {} : { where }),
    first: 'najbliższa wystawiona od 22 listopada 2026',
  } as DecisionMail,
});

/** The e-invoice is on, or its new terms are accepted. */
export const eInvoiceAccepted = confirmation('eInvoiceAccepted', 'do IBOK i na adres anna@example.pl');
export const eInvoiceChanged = confirmation('eInvoiceChanged', 'na adres anna@example.pl');
export const eInvoiceWithdrawn = confirmation('eInvoiceWithdrawn', null);

/** To the address at which invoices no longer arrive. */
export const eInvoiceMoved: Mail<{ customerNumber: string; day: string }> = {
  subject: t => t('eInvoiceMoved.subject'),
  preview: (t, { customerNumber }) => t('eInvoiceMoved.preview', { customerNumber }),
  body: (t, { customerNumber, day }, { utility }) => (
    <>
      <Title>{t('eInvoiceMoved.title')}</Title>
      <Paragraph>{t('eInvoiceMoved.text', { customerNumber, day })}</Paragraph>
      <Paragraph>{t('eInvoiceMoved.notYou', { phone: utility.phone, email: utility.email })}</Paragraph>
    </>
  ),
  sample: { customerNumber: 'K-000118', day: '22 listopada 2026' },
};
