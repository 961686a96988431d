import { Action, CopyLink, Paragraph, Title } from './layout';
import type { Mail } from './mail';

/** Instead of a code, to an address that has an account already: only its owner learns of it. */
export const alreadyRegistered: Mail<Record<string, never>> = {
  subject: t => t('alreadyRegistered.subject'),
  preview: t => t('alreadyRegistered.preview'),
  body: (t, _props, context) => (
    <>
      <Title>{t('alreadyRegistered.title')}</Title>
      <Paragraph>{t('alreadyRegistered.text', { utility: context.utility.shortName })}</Paragraph>
      <Action href={`${context.portalUrl}/login`} context={context}>
        {t('alreadyRegistered.action')}
      </Action>
      <CopyLink href={`${context.portalUrl}/password/forgot`}>{t('alreadyRegistered.forgotten')}</CopyLink>
      <Paragraph>{t('alreadyRegistered.notYou')}</Paragraph>
    </>
  ),
  sample: {},
};
