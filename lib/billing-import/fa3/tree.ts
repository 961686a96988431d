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
      name: tag.local,
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
    stack.pop();
  });

  try {
    parser.write(text).close();
  } catch (error) {
    if (error instanceof Stop)
      return { ok: false, code: error.code, params: error.params, line: error.line, character: null };
    if (!(error instanceof Error)) throw error;
    return { ok: false, ...explain(error.message), line: parser.line, character: parser.column };
  }
  if (!root) return { ok: false, code: 'xml_no_root', params: {}, line: 1, character: null };
  return { ok: true, root };
}

function explain(message: string): { code: ReasonCode; params: ReasonParams } {
  const detail = message.replace(/^\d+:\d+: /, '').replace(/\.$/, '');
  for (const [pattern, code] of BROKEN) {
    const match = pattern.exec(detail);
    if (match) return { code, params: { ...match.groups } };
  }
  return { code: 'xml_broken', params: { detail } };
}

/** The parser tells of a DOCTYPE only when it has reached its end. */
function lineOfDoctype(text: string, end: number): number {
  const start = text.lastIndexOf('<!DOCTYPE', end);
  let line = 1;
  for (let at = text.indexOf('\n'); at >= 0 && at < start; at = text.indexOf('\n', at + 1)) line++;
  return line;
}
