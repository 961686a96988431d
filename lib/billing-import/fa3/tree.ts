import { SaxesParser } from 'saxes';
import type { ReasonCode, ReasonParams } from '../errors';

/**
 * What one document may cost. KSeF takes at most 1 MB (3 MB with an attachment); the widest document that
 * the schema allows (50,000 corrected invoices) is about 12 MB, and the schema nests 9 levels deep with texts
 * of up to 3,500 characters. Everything above these is an attack or a mistake.
 */
export const LIMITS = { bytes: 32_000_000, elements: 1_000_000, depth: 32, text: 65_536 } as const;

/** An element; its text is that of its own text nodes together. Comments and processing instructions are gone. */
export interface XmlElement {
  readonly name: string;
  /** namespace; '' for none */
  readonly uri: string;
  /** 1-based line of its start tag */
  readonly line: number;
  text: string;
  readonly children: XmlElement[];
  /** null when there are none besides namespace declarations */
  readonly attributes: Readonly<Record<string, string>> | null;
}

export type Tree =
  | { ok: true; root: XmlElement }
  | {
      ok: false;
      code: ReasonCode;
      params: ReasonParams;
      line: number;
      /** 1-based character in the line, null when it would say nothing */
      character: number | null;
    };

/** Leaves the parser at the first thing that is wrong; XML is not to be read beyond it. */
class Stop extends Error {
  constructor(
    readonly code: ReasonCode,
    readonly params: ReasonParams,
    readonly line: number,
  ) {
    super(code);
  }
}

/** The parser's words for what people do to XML most often; everything else is passed on as it says it. */
const BROKEN: readonly (readonly [RegExp, ReasonCode])[] = [
  [/^unclosed tag: (?<element>.*)$/, 'xml_unclosed'],
  [/^(unexpected|unmatched|weird empty) clos(e|ing) tag/, 'xml_mismatched'],
  [/entity/, 'xml_entity'],
  [/outside of root node|only one root/, 'xml_outside_root'],
  [/must contain a root/, 'xml_no_root'],
];

/**
 * Reads well-formed XML into a tree. Any DOCTYPE is refused, so that no entity is ever declared, expanded or
 * fetched.
 */
export function readTree(text: string): Tree {
  const parser = new SaxesParser({ xmlns: true });
  const stack: XmlElement[] = [];
  let root: XmlElement | null = null;
  let elements = 0;
  let startLine = 1;
  let closed: XmlElement | null = null;

  // The parser cuts every name out of the text anew; one copy of each makes the look-ups by name cheap.
  const names = new Map<string, string>();
  const interned = (name: string): string => {
    const known = names.get(name);
    if (known === undefined) names.set(name, name);
    return known ?? name;
  };

  const stop = (code: ReasonCode, params: ReasonParams, line = parser.line): never => {
    throw new Stop(code, params, line);
  };
  parser.on('doctype', () => stop('xml_doctype', {}, lineOfDoctype(text, parser.position)));
  parser.on('opentagstart', () => {
    // Called after the character behind the name; if that was a line feed the count is already one ahead.
    startLine = parser.columnIndex === 0 ? parser.line - 1 : parser.line;
  });
  parser.on('opentag', tag => {
    if (++elements > LIMITS.elements) stop('xml_too_many', { limit: LIMITS.elements });
    if (stack.length >= LIMITS.depth) stop('xml_too_deep', { limit: LIMITS.depth });
    let attributes: Record<string, string> | null = null;
    for (const name in tag.attributes) {
      const attribute = tag.attributes[name]!;
      if (attribute.prefix === 'xmlns' || attribute.name === 'xmlns') continue;
      attributes ??= Object.create(null) as Record<string, string>;
      attributes[attribute.local] = attribute.value;
    }
    const element: XmlElement = {
      name: interned(tag.local),
      uri: tag.uri,
      line: startLine,
      text: '',
      children: [],
      attributes,
    };
    const parent = stack.at(-1);
    if (parent) parent.children.push(element);
    else root = element;
    stack.push(element);
  });
  const addText = (piece: string): void => {
    const element = stack.at(-1);
    if (!element) return;
    element.text += piece;
    if (element.text.length > LIMITS.text) stop('xml_text_too_long', { limit: LIMITS.text });
  };
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.on('closetag', () => {
    closed = stack.pop() ?? closed;
  });

  try {
    parser.write(text).close();
  } catch (error) {
    if (error instanceof Stop)
      return { ok: false, code: error.code, params: error.params, line: error.line, character: null };
    if (!(error instanceof Error)) throw error;
    const at = { line: parser.line, character: parser.column };
    const stray = strayAmpersand(text, parser.position);
    if (stray >= 0) return { ok: false, code: 'xml_entity', params: {}, ...positionOf(text, stray) };
    return { ok: false, ...explain(error.message, closed), ...at };
  }
  if (!root) return { ok: false, code: 'xml_no_root', params: {}, line: 1, character: null };
  return { ok: true, root };
}

/** @param open the element that a closing tag was held against */
function explain(message: string, open: XmlElement | null): { code: ReasonCode; params: ReasonParams } {
  const detail = message.replace(/^\d+:\d+: /, '').replace(/\.$/, '');
  for (const [pattern, code] of BROKEN) {
    const match = pattern.exec(detail);
    if (!match) continue;
    if (code === 'xml_mismatched')
      return { code, params: { element: open?.name ?? '–', start: open?.line ?? 1 } };
    return { code, params: { ...match.groups } };
  }
  return { code: 'xml_broken', params: { detail } };
}

const REFERENCE = /&(?:#\d{1,8}|#x[\da-f]{1,8}|[\p{L}_:][\p{L}\d_:.-]{0,63});/iuy;

/**
 * Where an & starts no reference, before `end`; -1 when none does. The parser reads on to the next semicolon,
 * which may be the end of the file, and would complain there.
 */
function strayAmpersand(text: string, end: number): number {
  const next = /&|<!--|<!\[CDATA\[/g;
  for (let match = next.exec(text); match && match.index < end; match = next.exec(text)) {
    if (match[0] === '&') {
      REFERENCE.lastIndex = match.index;
      if (!REFERENCE.test(text)) return match.index;
      continue;
    }
    const close = text.indexOf(match[0] === '<!--' ? '-->' : ']]>', next.lastIndex);
    if (close < 0) return -1;
    next.lastIndex = close;
  }
  return -1;
}

/** The parser tells of a DOCTYPE only when it has reached its end. */
const lineOfDoctype = (text: string, end: number): number =>
  positionOf(text, text.lastIndexOf('<!DOCTYPE', end)).line;

/** 1-based line and character of an index. */
function positionOf(text: string, index: number): { line: number; character: number } {
  let line = 1;
  let start = 0;
  for (let at = text.indexOf('\n'); at >= 0 && at < index; at = text.indexOf('\n', at + 1)) {
    line++;
    start = at + 1;
  }
  return { line, character: index - start + 1 };
}
