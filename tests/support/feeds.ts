import { SaxesParser } from 'saxes';
import * as z from 'zod';

/** An element of XML with what stands directly in it. */
export interface XmlNode {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: XmlNode[];
  text: string;
}

/** The root of a document. @throws where it is not well-formed */
export function parseXml(xml: string): XmlNode {
  const top: XmlNode = { name: '', attributes: {}, children: [], text: '' };
  const open = [top];
  const parser = new SaxesParser();
  parser.on('error', error => {
    throw error;
  });
  parser.on('opentag', ({ name, attributes }) => {
    const node: XmlNode = { name, attributes: attributes as Record<string, string>, children: [], text: '' };
    open.at(-1)!.children.push(node);
    open.push(node);
  });
  parser.on('text', text => void (open.at(-1)!.text += text));
  parser.on('closetag', () => void open.pop());
  parser.write(xml).close();
  return top.children[0]!;
}

const address = z.url({ protocol: /^https?$/ });
/** RFC 822, as RSS 2.0 asks, with four digits of the year. */
const mailDate = z
  .string()
  .regex(/^(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/);
const said = z.string().min(1);

const rssChannel = z.object({
  title: z.tuple([said]),
  link: z.tuple([address]),
  description: z.tuple([said]),
  language: z.tuple([z.literal('pl')]),
  ttl: z.tuple([z.string().regex(/^\d+$/)]),
  lastBuildDate: z.tuple([mailDate]).optional(),
});
const rssItem = z.object({
  title: z.tuple([said]),
  link: z.tuple([address]),
  guid: z.tuple([address]),
  pubDate: z.tuple([mailDate]),
  category: z.array(said).optional(),
  description: z.tuple([said]),
});

/** Element name: the texts of all of them. */
function textsOf({ children }: XmlNode): Record<string, string[]> {
  const texts: Record<string, string[]> = {};
  for (const { name, text } of children) (texts[name] ??= []).push(text);
  return texts;
}

/** What a reader of RSS 2.0 gets. @throws where it is no such feed */
export function readRss(xml: string) {
  const root = parseXml(xml);
  z.object({ name: z.literal('rss'), attributes: z.looseObject({ version: z.literal('2.0') }) }).parse(root);
  const [channel] = root.children as [XmlNode];
  const self = channel.children.find(({ name }) => name === 'atom:link')?.attributes;
  z.looseObject({ href: address, rel: z.literal('self') }).parse(self);
  return {
    ...rssChannel.parse(textsOf(channel)),
    items: channel.children.filter(({ name }) => name === 'item').map(item => rssItem.parse(textsOf(item))),
  };
}

const instant = z.iso.datetime();

/** JSON Feed 1.1, the parts that we fill. */
const jsonFeedSchema = z.strictObject({
  version: z.literal('https://jsonfeed.org/version/1.1'),
  title: said,
  home_page_url: address,
  feed_url: address,
  description: said,
  language: z.literal('pl'),
  items: z.array(
    z.strictObject({
      id: address,
      url: address,
      title: said,
      content_text: said,
      date_published: instant,
      date_modified: instant,
      tags: z.array(said),
    }),
  ),
});

/** What a reader of JSON Feed gets. @throws where it is no such feed */
export const readJsonFeed = (json: string) => jsonFeedSchema.parse(JSON.parse(json));
