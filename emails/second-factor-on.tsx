import { Paragraph, Title } from './layout';
import type { Mail } from './mail';

/** To the account itself: signing in now asks for a code as well. */
export const secondFactorOn: Mail<{ day: string; time: string }> = {
  subject: t => t('secondFactorOn.subject'),
  preview: t => t('secondFactorOn.preview'),
  body: (t, { day, time }, { utility }) => (
    <>
      <Title>{t('secondFactorOn.title')}</Title>
      <Paragraph>{t('secondFactorOn.text', { day, time })}</Paragraph>
      <Paragraph>{t('secondFactorOn.known')}</Paragraph>
      <Paragraph>{t('secondFactorOn.unknown', { phone: utility.phone, email: utility.email })}</Paragraph>
    </>
  ),
  sample: { day: '22 listopada 2026', time: '10:15' },
};
