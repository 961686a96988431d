import { Paragraph, Title } from './layout';
import type { Mail } from './mail';

/** To administrators: the billing system has delivered nothing for too long. */
export const importOverdue: Mail<{ since: string }> = {
  subject: t => t('importOverdue.subject'),
  preview: (t, { since }) => t('importOverdue.preview', { since }),
  body: (t, { since }) => (
    <>
      <Title>{t('importOverdue.title')}</Title>
      <Paragraph>{t('importOverdue.text', { since })}</Paragraph>
      <Paragraph>{t('importOverdue.next')}</Paragraph>
    </>
  ),
  sample: { since: '20 listopada 2026, 02:14' },
};
