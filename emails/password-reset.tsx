import { Action, Paragraph, Title } from './layout';
import type { Mail } from './mail';

/** The link that sets a new password after the old one was forgotten. */
export const passwordReset: Mail<{ token: string; minutes: number }> = {
  subject: t => t('passwordReset.subject'),
  preview: (t, { minutes }) => t('passwordReset.preview', { minutes }),
  body: (t, { token, minutes }, context) => {
    const href = `${context.portalUrl}/password/reset?token=${token}`;
    return (
      <>
        <Title>{t('passwordReset.title')}</Title>
        <Paragraph>{t('passwordReset.text', { utility: context.utility.shortName, minutes })}</Paragraph>
        <Action href={href} context={context} t={t}>
          {t('passwordReset.action')}
        </Action>
        <Paragraph>{t('passwordReset.notYou')}</Paragraph>
      </>
    );
  },
  sample: { token: 'przykladowy-odnosnik-do-hasla', minutes: 60 },
};
