import type { AccessScope } from '@/lib/kernel/access';
import { Action, CopyLink, Paragraph, Title } from './layout';
import type { Mail } from './mail';

interface Invitation {
  readonly customerNumber: string;
  /** the owner's address: who asks */
  readonly owner: string;
  /** the scope */
  readonly variant: AccessScope;
  /** the last day in the reader's language; null without an end */
  readonly until: string | null;
  readonly token: string;
  readonly days: number;
}

/** To a relative, tenant or manager whom an owner asks to look after a customer. */
export const accessInvitation: Mail<Invitation> = {
  subject: t => t('accessInvitation.subject'),
  preview: (t, { owner }) => t('accessInvitation.preview', { owner }),
  body: (t, { customerNumber, owner, variant, until, token, days }, context) => {
    const href = `${context.portalUrl}/invitation/${token}`;
    return (
      <>
        <Title>{t('accessInvitation.title')}</Title>
        <Paragraph>{t('accessInvitation.text', { owner, customerNumber })}</Paragraph>
        <Paragraph>{t(`accessInvitation.scope.${variant}`)}</Paragraph>
        {until ? <Paragraph>{t('accessInvitation.until', { until })}</Paragraph> : null}
        <Action href={href} context={context}>
          {t('accessInvitation.action')}
        </Action>
        <CopyLink href={href}>{t('copyLink')}</CopyLink>
        <Paragraph>{t('accessInvitation.days', { days })}</Paragraph>
      </>
    );
  },
  sample: {
    customerNumber: 'K-000118',
    owner: 'anna.nowak@przyklad.pl',
    variant: 'readings',
    until: '31 grudnia 2026',
    token: 'przykladowe-zaproszenie',
    days: 7,
  },
};

/** To the owner: the invitation was accepted. */
export const accessAccepted: Mail<{ customerNumber: string; email: string; day: string }> = {
  subject: t => t('accessAccepted.subject'),
  preview: (t, { email }) => t('accessAccepted.preview', { email }),
  body: (t, { customerNumber, email, day }, context) => (
    <>
      <Title>{t('accessAccepted.title')}</Title>
      <Paragraph>{t('accessAccepted.text', { email, customerNumber, day })}</Paragraph>
      <Action href={`${context.portalUrl}/account/sharing`} context={context}>
        {t('accessAccepted.action')}
      </Action>
    </>
  ),
  sample: { customerNumber: 'K-000118', email: 'jan.kowalski@przyklad.pl', day: '22 listopada 2026' },
};

/** To the invited: the owner has ended the access. */
export const accessEnded: Mail<{ customerNumber: string; day: string }> = {
  subject: t => t('accessEnded.subject'),
  preview: (t, { customerNumber }) => t('accessEnded.preview', { customerNumber }),
  body: (t, { customerNumber, day }) => (
    <>
      <Title>{t('accessEnded.title')}</Title>
      <Paragraph>{t('accessEnded.text', { customerNumber, day })}</Paragraph>
    </>
  ),
  sample: { customerNumber: 'K-000118', day: '22 listopada 2026' },
};
