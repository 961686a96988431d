import { translator } from '@/lib/i18n/translator';
import type { Phased } from './queries';
import { areaLine, momentLine } from './text';

/** The feeds of announcements, in Polish: RSS 2.0 and JSON Feed 1.1 of the same items. Pure. */

export interface Channel {
  readonly portalUrl: string;
  readonly utility: string;
}

/** What XML 1.0 allows no document to hold, escaped or not. */
const FORBIDDEN =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

const escapeXml = (text: string): string =>
  text
    .replace(FORBIDDEN, '')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;')
    .replace(/'/g, '&apos;');

interface Item {
  readonly id: string;
  readonly url: string;
  readonly title: string;
  readonly text: string;
  readonly published: Date;
  readonly modified: Date;
  readonly tags: readonly string[];
}

const byNews = (a: Item, b: Item) => b.modified.getTime() - a.modified.getTime() || (a.id < b.id ? 1 : -1);

function itemsOf(announcements: readonly Phased[], { portalUrl }: Channel): Item[] {
  const t = translator('pl', 'announcements');
  return announcements
    .flatMap((each): Item[] => {
      const {
        ref,
        kind,
        phase,
        title,
        cause,
        areas,
        startsAt,
        endsAt,
        endedAt,
        tanker,
        updates,
        publishedAt,
      } = each;
      if (publishedAt === null) return [];
      const lines = [
        `${t(`kind.${kind}`)}, ${t(`phase.${phase}`)}. ${cause.pl}`,
        `${t('where')}: ${areas.map(area => areaLine(area, t)).join('; ')}.`,
        `${t('starts')}: ${momentLine(startsAt, 'pl')}.`,
        endedAt === null
          ? `${t('ends')}: ${endsAt === null ? t('endUnknown') : momentLine(endsAt, 'pl')}.`
          : `${t('endedAt')}: ${momentLine(endedAt, 'pl')}.`,
        tanker === null ? '' : `${t('tanker')}: ${tanker}.`,
        ...updates.map(({ at, text }) => `${momentLine(at, 'pl')}: ${text.pl}`),
      ];
      const times = [publishedAt, ...updates.map(({ at }) => at), ...(endedAt ? [endedAt] : [])];
      return [
        {
          id: `${portalUrl}/announcements/${ref}`,
          url: `${portalUrl}/announcements/${ref}`,
          title: `${t(`kind.${kind}`)}: ${title.pl}`,
          text: lines.filter(Boolean).join('\n'),
          published: publishedAt,
          modified: new Date(Math.max(...times.map(time => time.getTime()))),
          tags: [t(`kind.${kind}`), t(`phase.${phase}`)],
        },
      ];
    })
    .sort(byNews);
}

/** RSS 2.0 with its own address; dates as RFC 822 has them. */
export function rssFeed(announcements: readonly Phased[], channel: Channel): string {
  const t = translator('pl', 'announcements');
  const tag = (name: string, text: string, attributes = '') =>
    `<${name}${attributes}>${escapeXml(text)}</${name}>`;
  const items = itemsOf(announcements, channel);
  const page = `${channel.portalUrl}/announcements`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom">',
    '<channel>',
    tag('title', `${t('title')} – ${channel.utility}`),
    tag('link', page),
    tag('description', t('lead')),
    tag('language', 'pl'),
    tag('ttl', '5'),
    `<atom:link href="${escapeXml(`${page}/feed.xml`)}" rel="self" type="application/rss+xml"/>`,
    ...(items[0] ? [tag('lastBuildDate', items[0].modified.toUTCString())] : []),
    ...items.flatMap(({ id, url, title, text, published, tags }) => [
      '<item>',
      tag('title', title),
      tag('link', url),
      tag('guid', id, ' isPermaLink="true"'),
      tag('pubDate', published.toUTCString()),
      ...tags.map(each => tag('category', each)),
      tag('description', text),
      '</item>',
    ]),
    '</channel>',
    '</rss>',
    '',
  ].join('\n');
}

/** JSON Feed 1.1; dates as RFC 3339 has them. */
export function jsonFeed(announcements: readonly Phased[], channel: Channel): string {
  const t = translator('pl', 'announcements');
  const page = `${channel.portalUrl}/announcements`;
  return JSON.stringify({
    version: 'https://jsonfeed.org/version/1.1',
    title: `${t('title')} – ${channel.utility}`,
    home_page_url: page,
    feed_url: `${page}/feed.json`,
    description: t('lead'),
    language: 'pl',
    items: itemsOf(announcements, channel).map(({ id, url, title, text, published, modified, tags }) => ({
      id,
      url,
      title,
      content_text: text,
      date_published: published.toISOString(),
      date_modified: modified.toISOString(),
      tags,
    })),
  });
}
