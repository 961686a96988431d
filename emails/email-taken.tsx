import { Action, Paragraph, Title } from './layout';
import type { Mail } from './mail';

/** To an address that has an account, when another account wants to have it: only its owner learns of it. */
export const emailTaken: Mail<Record<string, never>> = {
  subject: t => t('emailTaken.subject'),
  preview: t => t('emailTaken.preview'),
  body: (t, _props, context) => (
    <>
      <Title>{t('emailTaken.title')}</Title>
      <Paragraph>{t('emailTaken.text', { utility: context.utility.shortName })}</Paragraph>
      <Paragraph>{t('emailTaken.two')}</Paragraph>
      <Action href={`${context.portalUrl}/login`} context={context}>
        {t('emailTaken.action')}
      </Action>
      <Paragraph>{t('emailTaken.notYou')}</Paragraph>
    </>
  ),
  sample: {},
};
