import { Paragraph, Title } from './layout';
import type { Mail } from './mail';

/** To somebody who lost their mailbox: not this way, and why. */
export const accessRefused: Mail<{ requestRef: string; reason: string }> = {
  subject: t => t('accessRefused.subject'),
  preview: (t, { requestRef }) => t('accessRefused.preview', { requestRef }),
  body: (t, { requestRef, reason }, { utility }) => (
    <>
      <Title>{t('accessRefused.title')}</Title>
      <Paragraph>{t('accessRefused.text', { requestRef })}</Paragraph>
      <Paragraph>{t('accessRefused.reason', { reason })}</Paragraph>
      <Paragraph>{t('accessRefused.help', { phone: utility.phone, email: utility.email })}</Paragraph>
    </>
  ),
  sample: { requestRef: '7K2M9QX4TD', reason: 'Umowa jest na inną osobę.' },
};
