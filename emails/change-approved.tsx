import { Action, Paragraph, Title } from './layout';
import type { Mail } from './mail';

/** Staff have taken a requested change of name or address; the values themselves stay in the portal. */
export const changeApproved: Mail<{ variant: 'name' | 'address' }> = {
  subject: (t, { variant }) => t('changeApproved.subject', { variant }),
  preview: t => t('changeApproved.preview'),
  body: (t, { variant }, context) => {
    const href = `${context.portalUrl}/account/data`;
    return (
      <>
        <Title>{t('changeApproved.title', { variant })}</Title>
        <Paragraph>{t('changeApproved.text')}</Paragraph>
        <Action href={href} context={context} t={t}>
          {t('changeApproved.action')}
        </Action>
      </>
    );
  },
  sample: { variant: 'address' },
};
