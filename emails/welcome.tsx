import { Action, Paragraph, Title } from './layout';
import type { Mail } from './mail';

/** The account works: what it is for, and which terms were accepted. */
export const welcome: Mail<{ customerNumber: string; termsVersion: string; day: string }> = {
  subject: t => t('welcome.subject'),
  preview: (t, { customerNumber }) => t('welcome.preview', { customerNumber }),
  body: (t, { customerNumber, termsVersion, day }, context) => (
    <>
      <Title>{t('welcome.title')}</Title>
      <Paragraph>{t('welcome.text', { customerNumber })}</Paragraph>
      <Action href={`${context.portalUrl}/dashboard`} context={context}>
        {t('welcome.action')}
      </Action>
      <Paragraph>
        {t('welcome.terms', { version: termsVersion, day })}{' '}
        <a href={`${context.portalUrl}/terms`} style={{ color: 'inherit' }}>
          {t('welcome.termsLink')}
        </a>
      </Paragraph>
      <Paragraph>{t('welcome.paper')}</Paragraph>
    </>
  ),
  sample: { customerNumber: 'K-000118', termsVersion: '1.0', day: '22 listopada 2026' },
};
