import 'server-only';
import type { MailProps } from '@/emails/index';
import { renderMail, type RenderedMail } from '@/lib/delivery/render';
import type { Locale } from '@/lib/kernel/money';
import type { ScannedKind } from './subjects/subject';

/**
 * Rendering one mail takes React some milliseconds, and a night's invoices are ten thousand: so each kind, variant
 * and language is rendered once with marks where the values go, and a mail is those pieces with its values between
 * (docs/decisions/0014). A test shows that the two ways give the same bytes.
 */

/** From the private-use area: no text of ours and no escaping touches them. */
const OPEN = '\ue000';
const CLOSE = '\ue001';
const MARK = /\ue000(\w+)\ue001/;

/** Pieces of text, and between them the names of values: text, name, text, name, text. */
type Pieces = readonly string[];
type Compiled = Readonly<Record<keyof RenderedMail, Pieces>>;

/** Values of a mail by name; `variant` is no value but which mail it is. */
type Values = Readonly<Record<string, string>>;

const compiled = new Map<string, Promise<Compiled>>();

async function compile<Kind extends ScannedKind>(
  kind: Kind,
  { variant, ...names }: Values,
  locale: Locale,
): Promise<Compiled> {
  const marks = Object.fromEntries(Object.keys(names).map(name => [name, `${OPEN}${name}${CLOSE}`]));
  const props = { ...marks, ...(variant !== undefined && { variant }) };
  const { subject, html, text } = await renderMail(kind, props as MailProps<Kind>, locale);
  return { subject: subject.split(MARK), html: html.split(MARK), text: text.split(MARK) };
}

const ESCAPED: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#x27;',
};

/** As React writes text and attributes. */
const escaped = (value: string): string =>
  /[&<>"']/.test(value) ? value.replace(/[&<>"']/g, sign => ESCAPED[sign]!) : value;

/** One line: a value must not bring headers or lines of its own, nor marks. */
const oneLine = (value: string): string =>
  value
    .replace(/[\ue000\ue001]/g, '')
    .replace(/[\u0000-\u0020\u007f\u2028\u2029]+/g, ' ')
    .trim();

function fill(pieces: Pieces, values: Values): string {
  let text = pieces[0]!;
  for (let at = 1; at < pieces.length; at += 2) text += values[pieces[at]!]! + pieces[at + 1]!;
  return text;
}

/**
 * The same as `renderMail` with the values, each as one line.
 * @param props texts alone; all mails of a kind name the same ones
 */
export async function fillMail<Kind extends ScannedKind>(
  kind: Kind,
  props: MailProps<Kind> & Values,
  locale: Locale,
): Promise<RenderedMail> {
  const key = `${kind} ${locale} ${props.variant ?? ''}`;
  let template = compiled.get(key);
  if (!template) {
    template = compile(kind, props, locale);
    compiled.set(key, template);
    // A template that could not be made is made anew the next time.
    template.catch(() => compiled.delete(key));
  }
  const { subject, html, text } = await template;
  const plain: Record<string, string> = {};
  const safe: Record<string, string> = {};
  for (const [name, value] of Object.entries(props)) {
    const line = oneLine(value);
    plain[name] = line;
    safe[name] = escaped(line);
  }
  return { subject: fill(subject, plain), html: fill(html, safe), text: fill(text, plain) };
}
