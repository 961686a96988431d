import { Action, Paragraph, Title } from './layout';
import type { Mail } from './mail';

/**
 * To somebody who lost their mailbox: the new address opens the customer's account. Without a token it is the
 * address of an account that has its own password.
 */
export const accessGranted: Mail<{ customerNumber: string; token: string | null; minutes: number }> = {
  subject: t => t('accessGranted.subject'),
  preview: (t, { customerNumber }) => t('accessGranted.preview', { customerNumber }),
  body: (t, { customerNumber, token, minutes }, context) => {
    const href = `${context.portalUrl}${token === null ? '/login' : `/activate?token=${token}`}`;
    return (
      <>
        <Title>{t('accessGranted.title')}</Title>
        <Paragraph>{t('accessGranted.text', { customerNumber })}</Paragraph>
        {token === null ? null : (
          <Paragraph>
            {t('accessGranted.password', { minutes, page: `${context.portalUrl}/activate` })}
          </Paragraph>
        )}
        <Action href={href} context={context} t={t}>
          {t(token === null ? 'accessGranted.signIn' : 'accessGranted.action')}
        </Action>
      </>
    );
  },
  sample: { customerNumber: 'K-000118', token: 'przykladowy-odnosnik-do-hasla', minutes: 60 },
};
