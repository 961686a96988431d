import { Action, Paragraph, Title } from './layout';
import type { Mail } from './mail';
import { SettingsNote } from './settings-note';

/** The reading window is open; `readingUrl` is the signed link of one meter, `until` the window's last day. */
export const readingDue: Mail<{
  customerNumber: string;
  serial: string;
  place: string;
  until: string;
  readingUrl: string;
  unsubscribeUrl: string;
}> = {
  subject: (t, { until }) => t('readingDue.subject', { until }),
  preview: (t, { serial, place }) => t('readingDue.preview', { serial, place }),
  body: (t, { customerNumber, serial, place, until, readingUrl, unsubscribeUrl }, context) => (
    <>
      <Title>{t('readingDue.title')}</Title>
      <Paragraph>{t('readingDue.text', { customerNumber, serial, place, until })}</Paragraph>
      <Paragraph>{t('readingDue.next')}</Paragraph>
      <Action href={readingUrl} context={context} t={t}>
        {t('readingDue.action')}
      </Action>
      <SettingsNote context={context} t={t} unsubscribeUrl={unsubscribeUrl} />
    </>
  ),
  sample: {
    customerNumber: 'K-000118',
    serial: 'W000118',
    place: 'Młyńska 14/3, 66-300 Międzyrzecz',
    until: '5 grudnia 2026',
    readingUrl: 'https://ebok.example.org/r/wzor-odnosnika',
    unsubscribeUrl: 'https://ebok.example.org/unsubscribe/wzor-odnosnika',
  },
};
