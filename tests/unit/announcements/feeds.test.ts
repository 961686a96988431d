/** The feeds: well-formed whatever staff type, with dates and addresses as the formats ask. */
import { jsonFeed, rssFeed } from '@/lib/announcements/feeds';
import type { Phased } from '@/lib/announcements/queries';
import { readJsonFeed, readRss } from '../../support/feeds';

const NASTY = `Rura <b>& "spółka"</b> 'x' ]]> \u0001\ud800 ż`;
const announcement: Phased = {
  ref: '7K3M9Q2X4T',
  kind: 'failure',
  emergency: false,
  title: { pl: NASTY, en: null },
  cause: { pl: NASTY, en: null },
  tanker: NASTY,
  startsAt: new Date('2026-11-22T06:40:00Z'),
  endsAt: new Date('2026-11-22T17:00:00Z'),
  endedAt: null,
  publishedAt: new Date('2026-11-22T06:50:00Z'),
  createdAt: new Date('2026-11-22T06:45:00Z'),
  phase: 'now',
  areas: [{ city: 'Międzyrzecz', street: 'Młyńska', fromNumber: '1', toNumber: '15', side: 'odd' }],
  updates: [{ at: new Date('2026-11-22T09:00:00Z'), text: { pl: NASTY, en: null }, endsAt: null }],
};
const draft: Phased = { ...announcement, ref: 'SZK1C00000', publishedAt: null, phase: 'draft' };
const channel = { portalUrl: 'https://ebok.example.org', utility: 'MPWiK & Synowie' };
const older = {
  ...announcement,
  ref: '0LDER00000',
  updates: [],
  publishedAt: new Date('2026-11-21T06:50:00Z'),
};

describe('RSS 2.0', () => {
  const xml = rssFeed([older, announcement, draft], channel);
  it('a parser of XML reads it as RSS 2.0, with the words that staff typed but for what XML cannot hold', () => {
    const { items, lastBuildDate } = readRss(xml);
    const typed = NASTY.replace(/[\u0001\ud800]/g, '');
    expect(items.map(({ title }) => title[0])).toEqual(Array(2).fill(`Awaria: ${typed}`));
    expect(items[0]!.description[0]).toContain(`Beczkowóz z wodą: ${typed}.`);
    expect(items[0]!.category).toEqual(['Awaria', 'trwa']);
    expect(new Date(lastBuildDate![0])).toEqual(announcement.updates[0]!.at);
  });
  it('has title, link and description, and each item a permanent guid and a date', () => {
    expect(xml).toMatch(/^<\?xml version="1.0" encoding="UTF-8"\?>\n<rss version="2.0"/);
    expect(xml).toContain('<link>https://ebok.example.org/announcements</link>');
    expect(xml).toContain('– MPWiK &amp; Synowie</title>');
    expect(xml).toContain(
      '<guid isPermaLink="true">https://ebok.example.org/announcements/7K3M9Q2X4T</guid>\n' +
        '<pubDate>Sun, 22 Nov 2026 06:50:00 GMT</pubDate>',
    );
    expect(xml).toContain('<lastBuildDate>Sun, 22 Nov 2026 09:00:00 GMT</lastBuildDate>');
    expect(xml).toContain('ul. Młyńska 1–15 (numery nieparzyste), Międzyrzecz');
  });
  it('escapes what is typed, leaves out what XML cannot hold, and drafts', () => {
    expect(xml).toContain('Rura &lt;b&gt;&amp; &quot;spółka&quot;&lt;/b&gt; &apos;x&apos; ]]&gt;');
    expect(xml).not.toMatch(/[\u0001\ud800]|<b>|SZK1C00000/);
  });
  it('the newest news first', () =>
    expect(xml.indexOf('7K3M9Q2X4T')).toBeLessThan(xml.indexOf('0LDER00000')));
  it('empty: still a feed', () => expect(readRss(rssFeed([], channel)).items).toEqual([]));
});

describe('JSON Feed 1.1', () => {
  const feed = readJsonFeed(jsonFeed([announcement, draft], channel));
  it('has version, title, own address and language', () => {
    expect(feed).toMatchObject({
      version: 'https://jsonfeed.org/version/1.1',
      home_page_url: 'https://ebok.example.org/announcements',
      feed_url: 'https://ebok.example.org/announcements/feed.json',
      language: 'pl',
    });
    expect(feed.title).toContain('MPWiK & Synowie');
  });
  it('each item has id, text and dates of RFC 3339; no drafts', () => {
    expect(feed.items).toHaveLength(1);
    expect(feed.items[0]).toMatchObject({
      id: 'https://ebok.example.org/announcements/7K3M9Q2X4T',
      url: 'https://ebok.example.org/announcements/7K3M9Q2X4T',
      date_published: '2026-11-22T06:50:00.000Z',
      date_modified: '2026-11-22T09:00:00.000Z',
    });
    expect(feed.items[0]!.content_text).toContain('Rura <b>&');
  });
});
