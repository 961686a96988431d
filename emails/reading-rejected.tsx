import { Action, Paragraph, Title } from './layout';
import type { Mail } from './mail';

/** A reading that a customer gave does not count; the reason is staff's own words. */
export const readingRejected: Mail<{
  readingRef: string;
  serial: string;
  state: string;
  day: string;
  reason: string;
}> = {
  subject: t => t('readingRejected.subject'),
  preview: (t, { state, day }) => t('readingRejected.preview', { state, day }),
  body: (t, { readingRef, serial, state, day, reason }, context) => {
    const href = `${context.portalUrl}/readings/${readingRef}`;
    return (
      <>
        <Title>{t('readingRejected.title')}</Title>
        <Paragraph>{t('readingRejected.text', { serial, state, day })}</Paragraph>
        <Paragraph>{t('readingRejected.reason', { reason })}</Paragraph>
        <Paragraph>{t('readingRejected.next')}</Paragraph>
        <Action href={href} context={context} t={t}>
          {t('readingRejected.action')}
        </Action>
      </>
    );
  },
  sample: {
    readingRef: '7K3M9Q2X4T',
    serial: '22-1234567',
    state: '518 m³',
    day: '22 listopada 2026',
    reason: 'Na zdjęciu wodomierz pokazuje 438 m³.',
  },
};
