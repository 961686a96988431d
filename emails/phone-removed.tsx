import { Paragraph, Title } from './layout';
import type { Mail } from './mail';

/** The account has no number any more. */
export const phoneRemoved: Mail<{ day: string; time: string }> = {
  subject: t => t('phoneRemoved.subject'),
  preview: t => t('phoneRemoved.preview'),
  body: (t, { day, time }, { utility }) => (
    <>
      <Title>{t('phoneRemoved.title')}</Title>
      <Paragraph>{t('phoneRemoved.text', { day, time })}</Paragraph>
      <Paragraph>{t('phoneRemoved.known')}</Paragraph>
      <Paragraph>{t('phoneRemoved.unknown', { phone: utility.phone, email: utility.email })}</Paragraph>
    </>
  ),
  sample: { day: '22 listopada 2026', time: '18:05' },
};
