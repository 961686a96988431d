import { Action, Paragraph, Title } from './layout';
import type { Mail } from './mail';

/** The link that sets an account's first password. */
export const activation: Mail<{ token: string; minutes: number }> = {
  subject: t => t('activation.subject'),
  preview: (t, { minutes }) => t('activation.preview', { minutes }),
  body: (t, { token, minutes }, context) => {
    const href = `${context.portalUrl}/activate?token=${token}`;
    return (
      <>
        <Title>{t('activation.title')}</Title>
        <Paragraph>{t('activation.text', { utility: context.utility.shortName, minutes })}</Paragraph>
        <Action href={href} context={context} t={t}>
          {t('activation.action')}
        </Action>
        <Paragraph>{t('activation.notYou')}</Paragraph>
      </>
    );
  },
  sample: { token: 'przykladowy-odnosnik-do-hasla', minutes: 60 },
};
