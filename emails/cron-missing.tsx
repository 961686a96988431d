import { Paragraph, Title } from './layout';
import type { Mail } from './mail';

/** To administrators: the schedule does not call, so nothing is sent. */
export const cronMissing: Mail<{ since: string; jobs: string }> = {
  subject: t => t('cronMissing.subject'),
  preview: (t, { since }) => t('cronMissing.preview', { since }),
  body: (t, { since, jobs }) => (
    <>
      <Title>{t('cronMissing.title')}</Title>
      <Paragraph>{t('cronMissing.text', { since, jobs })}</Paragraph>
      <Paragraph>{t('cronMissing.next')}</Paragraph>
      <Paragraph>{t('cronMissing.kept')}</Paragraph>
    </>
  ),
  sample: { since: '22 listopada 2026, 06:00', jobs: 'invoice-issued, payment-due, deliver' },
};
