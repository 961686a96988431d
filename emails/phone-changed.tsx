import { Paragraph, Title } from './layout';
import type { Mail } from './mail';

/** The account has a number for SMS, or another one. */
export const phoneChanged: Mail<{ maskedPhone: string; day: string; time: string }> = {
  subject: t => t('phoneChanged.subject'),
  preview: (t, { maskedPhone }) => t('phoneChanged.preview', { maskedPhone }),
  body: (t, { maskedPhone, day, time }, { utility }) => (
    <>
      <Title>{t('phoneChanged.title')}</Title>
      <Paragraph>{t('phoneChanged.text', { maskedPhone, day, time })}</Paragraph>
      <Paragraph>{t('phoneChanged.known')}</Paragraph>
      <Paragraph>{t('phoneChanged.unknown', { phone: utility.phone, email: utility.email })}</Paragraph>
    </>
  ),
  sample: { maskedPhone: '+48 ••• ••• 456', day: '22 listopada 2026', time: '18:05' },
};
