import { Action, Paragraph, Title } from './layout';
import type { Mail } from './mail';
import { SettingsNote } from './settings-note';

/**
 * A failure or planned work where the customer is supplied, or news of it. `variant` names its parts in words:
 * `failure` or `planned`, then `tanker` where one stands somewhere, `update` where there are news.
 */
export const serviceAnnouncement: Mail<{
  variant: string;
  title: string;
  cause: string;
  where: string;
  starts: string;
  /** when it is to end, or that nobody knows yet */
  ends: string;
  tanker: string;
  update: string;
  announcementRef: string;
  unsubscribeUrl: string;
}> = {
  subject: (t, { variant, title }) =>
    t('serviceAnnouncement.subject', { news: newsOf(variant), kind: kindOf(variant), title }),
  preview: (t, { where, ends }) => t('serviceAnnouncement.preview', { where, ends }),
  body: (t, props, context) => {
    const { variant, title, cause, where, starts, ends, tanker, update, announcementRef, unsubscribeUrl } =
      props;
    const has = (part: string) => variant.split(' ').includes(part);
    const href = `${context.portalUrl}/announcements/${announcementRef}`;
    return (
      <>
        <Title>{t('serviceAnnouncement.title', { kind: kindOf(variant) })}</Title>
        {has('update') ? <Paragraph>{t('serviceAnnouncement.update', { update })}</Paragraph> : null}
        <Paragraph>{t('serviceAnnouncement.cause', { title, cause })}</Paragraph>
        <Paragraph>{t('serviceAnnouncement.where', { where })}</Paragraph>
        <Paragraph>{t('serviceAnnouncement.when', { starts, ends })}</Paragraph>
        {has('tanker') ? <Paragraph>{t('serviceAnnouncement.tanker', { tanker })}</Paragraph> : null}
        <Action href={href} context={context} t={t}>
          {t('serviceAnnouncement.action')}
        </Action>
        <SettingsNote context={context} t={t} unsubscribeUrl={unsubscribeUrl} />
      </>
    );
  },
  sample: {
    variant: 'failure tanker update',
    title: 'Brak wody przy ul. Młyńskiej',
    cause: 'Pękła rura wodociągowa. Naprawiamy ją.',
    where: 'ul. Młyńska 1–35 (numery nieparzyste), Międzyrzecz',
    starts: '22 listopada 2026, 7:40',
    ends: '22 listopada 2026, 18:00',
    tanker: 'przy skrzyżowaniu ul. Młyńskiej i Wodnej',
    update: 'Naprawa potrwa dłużej, bo rura pękła w dwóch miejscach.',
    announcementRef: '7K3M9Q2X4T',
    unsubscribeUrl: 'https://ebok.example.org/unsubscribe/wzor-odnosnika',
  },
};

const kindOf = (variant: string) => (variant.startsWith('planned') ? 'planned' : 'failure');
const newsOf = (variant: string) => (variant.split(' ').includes('update') ? 'yes' : 'no');
