import { Action, Paragraph, Title } from './layout';
import type { Mail } from './mail';

/** To the owner of an account: the password is another one. */
export const passwordChanged: Mail<{ day: string; time: string }> = {
  subject: t => t('passwordChanged.subject'),
  preview: t => t('passwordChanged.preview'),
  body: (t, { day, time }, context) => (
    <>
      <Title>{t('passwordChanged.title')}</Title>
      <Paragraph>{t('passwordChanged.text', { day, time })}</Paragraph>
      <Paragraph>{t('passwordChanged.known')}</Paragraph>
      <Paragraph>{t('passwordChanged.unknown', { phone: context.utility.phone })}</Paragraph>
      <Action href={`${context.portalUrl}/password/forgot`} context={context}>
        {t('passwordChanged.action')}
      </Action>
    </>
  ),
  sample: { day: '22 listopada 2026', time: '11:05' },
};
