import { Paragraph, Title } from './layout';
import type { Mail } from './mail';

/** To the account itself: signing in asks for the password alone from now on. */
export const secondFactorOff: Mail<{ day: string; time: string }> = {
  subject: t => t('secondFactorOff.subject'),
  preview: t => t('secondFactorOff.preview'),
  body: (t, { day, time }, { utility }) => (
    <>
      <Title>{t('secondFactorOff.title')}</Title>
      <Paragraph>{t('secondFactorOff.text', { day, time })}</Paragraph>
      <Paragraph>{t('secondFactorOff.known')}</Paragraph>
      <Paragraph>{t('secondFactorOff.unknown', { phone: utility.phone, email: utility.email })}</Paragraph>
    </>
  ),
  sample: { day: '22 listopada 2026', time: '10:15' },
};
