import { Paragraph, Title } from './layout';
import type { Mail } from './mail';

/** To whoever is on file for a customer: somebody asks for access with a new address, so that a thief is noticed. */
export const accessRequested: Mail<{
  customerNumber: string;
  maskedEmail: string;
  requestRef: string;
  day: string;
}> = {
  subject: t => t('accessRequested.subject'),
  preview: (t, { customerNumber }) => t('accessRequested.preview', { customerNumber }),
  body: (t, { customerNumber, maskedEmail, requestRef, day }, { utility }) => (
    <>
      <Title>{t('accessRequested.title')}</Title>
      <Paragraph>{t('accessRequested.text', { customerNumber, maskedEmail, requestRef, day })}</Paragraph>
      <Paragraph>{t('accessRequested.known')}</Paragraph>
      <Paragraph>{t('accessRequested.unknown', { phone: utility.phone, email: utility.email })}</Paragraph>
    </>
  ),
  sample: {
    customerNumber: 'K-000118',
    maskedEmail: 'a•••@przyklad.pl',
    requestRef: '7K2M9QX4TD',
    day: '22 listopada 2026',
  },
};
