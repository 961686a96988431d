import { Action, Paragraph, Title } from './layout';
import type { Mail } from './mail';

/** Staff have answered, or ask something; what they wrote is read in the portal. */
export const caseAnswered: Mail<{ caseRef: string; about: string; asks: boolean; account: boolean }> = {
  subject: (t, { caseRef, asks }) =>
    t(asks ? 'caseAnswered.subjectAsks' : 'caseAnswered.subject', { caseRef }),
  preview: (t, { about }) => t('caseAnswered.preview', { about }),
  body: (t, { caseRef, about, asks, account }, context) => {
    const href = `${context.portalUrl}${account ? `/messages/${caseRef}` : '/contact/case'}`;
    return (
      <>
        <Title>{t(asks ? 'caseAnswered.titleAsks' : 'caseAnswered.title')}</Title>
        <Paragraph>{t('caseAnswered.text', { about, caseRef })}</Paragraph>
        {account ? null : <Paragraph>{t('caseAnswered.code')}</Paragraph>}
        <Action href={href} context={context} t={t}>
          {t('caseAnswered.action')}
        </Action>
      </>
    );
  },
  sample: { caseRef: '7K3M9Q2X4T', about: 'Reklamacja faktury', asks: true, account: true },
};
