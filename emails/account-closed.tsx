import { Paragraph, Title } from './layout';
import type { Mail } from './mail';

/** The last mail to somebody who closed their account. */
export const accountClosed: Mail<{ day: string; time: string; paper: boolean }> = {
  subject: t => t('accountClosed.subject'),
  preview: (t, { day }) => t('accountClosed.preview', { day }),
  body: (t, { day, time, paper }, { utility }) => (
    <>
      <Title>{t('accountClosed.title')}</Title>
      <Paragraph>{t('accountClosed.text', { day, time })}</Paragraph>
      {paper ? <Paragraph>{t('accountClosed.paper')}</Paragraph> : null}
      <Paragraph>{t('accountClosed.again')}</Paragraph>
      <Paragraph>{t('accountClosed.unknown', { phone: utility.phone, email: utility.email })}</Paragraph>
    </>
  ),
  sample: { day: '22 listopada 2026', time: '18:05', paper: true },
};
