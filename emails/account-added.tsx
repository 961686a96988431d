import { Paragraph, Title } from './layout';
import type { Mail } from './mail';

/** To whoever is on file for a customer already: somebody new may now see its invoices. */
export const accountAdded: Mail<{ customerNumber: string; maskedEmail: string; day: string }> = {
  subject: t => t('accountAdded.subject'),
  preview: (t, { customerNumber }) => t('accountAdded.preview', { customerNumber }),
  body: (t, { customerNumber, maskedEmail, day }, { utility }) => (
    <>
      <Title>{t('accountAdded.title')}</Title>
      <Paragraph>{t('accountAdded.text', { customerNumber, maskedEmail, day })}</Paragraph>
      <Paragraph>{t('accountAdded.known')}</Paragraph>
      <Paragraph>{t('accountAdded.unknown', { phone: utility.phone, email: utility.email })}</Paragraph>
    </>
  ),
  sample: { customerNumber: 'K-000118', maskedEmail: 'a•••@przyklad.pl', day: '22 listopada 2026' },
};
