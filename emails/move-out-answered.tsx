import { Action, Paragraph, Title } from './layout';
import type { Mail } from './mail';

/** The new party has confirmed the final states, or reads others. */
export const moveOutAnswered: Mail<{ caseRef: string; confirmed: boolean }> = {
  subject: (t, { caseRef }) => t('moveOutAnswered.subject', { caseRef }),
  preview: (t, { confirmed }) => t(confirmed ? 'moveOutAnswered.confirmed' : 'moveOutAnswered.objected'),
  body: (t, { caseRef, confirmed }, context) => (
    <>
      <Title>{t(confirmed ? 'moveOutAnswered.confirmed' : 'moveOutAnswered.objected')}</Title>
      <Paragraph>{t(confirmed ? 'moveOutAnswered.confirmedText' : 'moveOutAnswered.objectedText')}</Paragraph>
      <Action href={`${context.portalUrl}/move-out/${caseRef}`} context={context} t={t}>
        {t('moveOutAnswered.action')}
      </Action>
    </>
  ),
  sample: { caseRef: '7K3M9Q2X4T', confirmed: true },
};
