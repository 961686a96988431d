import { Action, Paragraph, Title } from './layout';
import type { Mail } from './mail';
import { SettingsNote } from './settings-note';

/** A fixed-term contract is about to end; `ends` is its last day. */
export const contractExpiry: Mail<{
  customerNumber: string;
  number: string;
  place: string;
  ends: string;
}> = {
  subject: (t, { ends }) => t('contractExpiry.subject', { ends }),
  preview: (t, { number, place }) => t('contractExpiry.preview', { number, place }),
  body: (t, { customerNumber, number, place, ends }, context) => {
    const href = `${context.portalUrl}/contracts`;
    const { phone, email } = context.utility;
    return (
      <>
        <Title>{t('contractExpiry.title')}</Title>
        <Paragraph>{t('contractExpiry.text', { customerNumber, number, place, ends })}</Paragraph>
        <Paragraph>{t('contractExpiry.next', { phone, email })}</Paragraph>
        <Action href={href} context={context} t={t}>
          {t('contractExpiry.action')}
        </Action>
        <SettingsNote context={context} t={t} />
      </>
    );
  },
  sample: {
    customerNumber: 'K-000118',
    number: 'U/2024/000118',
    place: 'Młyńska 14/3, 66-300 Międzyrzecz',
    ends: '31 grudnia 2026',
  },
};
