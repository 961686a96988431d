import { Action, Paragraph, Title } from './layout';
import type { Mail } from './mail';
import { SettingsNote } from './settings-note';

/** An additional meter's legalisation is about to end; `validUntil` is its last day. */
export const legalisationExpiry: Mail<{
  customerNumber: string;
  serial: string;
  place: string;
  validUntil: string;
}> = {
  subject: (t, { validUntil }) => t('legalisationExpiry.subject', { validUntil }),
  preview: (t, { serial, place }) => t('legalisationExpiry.preview', { serial, place }),
  body: (t, { customerNumber, serial, place, validUntil }, context) => {
    const href = `${context.portalUrl}/meters`;
    const { phone, email } = context.utility;
    return (
      <>
        <Title>{t('legalisationExpiry.title')}</Title>
        <Paragraph>{t('legalisationExpiry.text', { customerNumber, serial, place, validUntil })}</Paragraph>
        <Paragraph>{t('legalisationExpiry.next')}</Paragraph>
        <Paragraph>{t('legalisationExpiry.contact', { phone, email })}</Paragraph>
        <Action href={href} context={context} t={t}>
          {t('legalisationExpiry.action')}
        </Action>
        <SettingsNote context={context} t={t} />
      </>
    );
  },
  sample: {
    customerNumber: 'K-000118',
    serial: 'D000118',
    place: 'Młyńska 14/3, 66-300 Międzyrzecz',
    validUntil: '20 lutego 2027',
  },
};
