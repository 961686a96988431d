import { Action, Paragraph, Title } from './layout';
import type { Mail } from './mail';

/** Staff have not taken a requested change of name or address, and say why. */
export const changeRefused: Mail<{ variant: 'name' | 'address'; reason: string }> = {
  subject: (t, { variant }) => t('changeRefused.subject', { variant }),
  preview: t => t('changeRefused.preview'),
  body: (t, { variant, reason }, context) => {
    const href = `${context.portalUrl}/account/data`;
    return (
      <>
        <Title>{t('changeRefused.title', { variant })}</Title>
        <Paragraph>{t('changeRefused.reason', { reason })}</Paragraph>
        <Paragraph>
          {t('changeRefused.help', { phone: context.utility.phone, email: context.utility.email })}
        </Paragraph>
        <Action href={href} context={context} t={t}>
          {t('changeRefused.action')}
        </Action>
      </>
    );
  },
  sample: { variant: 'name', reason: 'Umowa jest na inną osobę: potrzebna jest zmiana strony umowy.' },
};
