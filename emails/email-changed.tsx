import { Paragraph, Title } from './layout';
import type { Mail } from './mail';

/** To the address that an account had: it has another one now. */
export const emailChanged: Mail<{ maskedEmail: string; day: string }> = {
  subject: t => t('emailChanged.subject'),
  preview: t => t('emailChanged.preview'),
  body: (t, { maskedEmail, day }, { utility }) => (
    <>
      <Title>{t('emailChanged.title')}</Title>
      <Paragraph>{t('emailChanged.text', { maskedEmail, day })}</Paragraph>
      <Paragraph>{t('emailChanged.known')}</Paragraph>
      <Paragraph>{t('emailChanged.unknown', { phone: utility.phone, email: utility.email })}</Paragraph>
    </>
  ),
  sample: { maskedEmail: 'a•••@przyklad.pl', day: '22 listopada 2026' },
};
