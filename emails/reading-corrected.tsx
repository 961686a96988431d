import { Action, Paragraph, Title } from './layout';
import type { Mail } from './mail';

/** Staff put another state in the place of the one that a customer gave; the reason is their own words. */
export const readingCorrected: Mail<{
  readingRef: string;
  serial: string;
  given: string;
  state: string;
  day: string;
  reason: string;
}> = {
  subject: t => t('readingCorrected.subject'),
  preview: (t, { state, day }) => t('readingCorrected.preview', { state, day }),
  body: (t, { readingRef, serial, given, state, day, reason }, context) => (
    <>
      <Title>{t('readingCorrected.title')}</Title>
      <Paragraph>{t('readingCorrected.text', { serial, given, state, day })}</Paragraph>
      <Paragraph>{t('readingCorrected.reason', { reason })}</Paragraph>
      <Paragraph>{t('readingCorrected.next')}</Paragraph>
      <Action href={`${context.portalUrl}/readings/${readingRef}`} context={context} t={t}>
        {t('readingCorrected.action')}
      </Action>
    </>
  ),
  sample: {
    readingRef: '7K3M9Q2X4T',
    serial: '22-1234567',
    given: '518 m³',
    state: '438 m³',
    day: '22 listopada 2026',
    reason: 'Na zdjęciu wodomierz pokazuje 438 m³.',
  },
};
