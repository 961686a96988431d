import { Action, Paragraph, Title } from './layout';
import type { Mail } from './mail';

/** Asks whoever takes a property over to confirm the meters' final states; names no person. */
export const moveOutParty: Mail<{ place: string; token: string; days: number; until: string }> = {
  subject: (t, { place }) => t('moveOutParty.subject', { place }),
  preview: (t, { until }) => t('moveOutParty.preview', { until }),
  body: (t, { place, token, days, until }, context) => (
    <>
      <Title>{t('moveOutParty.title')}</Title>
      <Paragraph>{t('moveOutParty.text', { place, utility: context.utility.name })}</Paragraph>
      <Paragraph>{t('moveOutParty.link', { days, until })}</Paragraph>
      <Action href={`${context.portalUrl}/move-in/${token}`} context={context} t={t}>
        {t('moveOutParty.action')}
      </Action>
      <Paragraph>{t('moveOutParty.notYou')}</Paragraph>
    </>
  ),
  sample: {
    place: 'ul. Młyńska 14/3, Międzyrzecz',
    token: 'przykladowy-odnosnik-do-stanow',
    days: 7,
    until: '30 listopada 2026',
  },
};
