import { parseDay, type Day } from '../../kernel/dates';
import { grosze, parseMoney, type Grosze } from '../../kernel/money';
import { shownValue, type ImportError, type ReasonCode, type ReasonParams } from '../errors';
import type { XmlElement } from './tree';

const UNEVEN = /[^\S ]| {2}/;

/** xsd:token: blanks at the ends go, blanks within become one. */
export function collapsed(text: string): string {
  const trimmed = text.trim();
  return UNEVEN.test(trimmed) ? trimmed.replace(/\s+/g, ' ') : trimmed;
}

const ISO_DAY = /^\d{4}-\d{2}-\d{2}$/;
const AMOUNT = /^-?\d{1,13}(\.\d{1,2})?$/;
const DECIMAL = /^-?\d{1,16}(\.\d{1,8})?$/;
const NATURAL = /^\+?0*[1-9]\d{0,8}$/;

const readDay = (text: string): Day | null => (ISO_DAY.test(text) ? parseDay(text) : null);
const readAmount = (text: string): Grosze | null => (AMOUNT.test(text) ? parseMoney(text) : null);
const readDecimal = (text: string): string | null => (DECIMAL.test(text) ? text : null);
const readNatural = (text: string): number | null => (NATURAL.test(text) ? Number(text) : null);

/**
 * Reads typed fields out of the tree and notes every one that is missing or malformed, so that a document's
 * errors are reported all at once. A required field that fails yields a placeholder; the caller looks at
 * `errors` before it uses anything.
 */
export class Fields {
  readonly errors: ImportError[] = [];

  constructor(
    private readonly file: string,
    /** elements of other namespaces are not part of the invoice */
    private readonly uri: string,
  ) {}

  refuse(
    at: { line: number } | null,
    column: string | null,
    value: string | null,
    code: ReasonCode,
    params: ReasonParams = {},
  ): void {
    const shown = value === null ? null : shownValue(value);
    this.errors.push({ file: this.file, line: at?.line ?? null, column, value: shown, code, params });
  }

  all(parent: XmlElement | null, name: string): XmlElement[] {
    return parent ? parent.children.filter(child => child.name === name && child.uri === this.uri) : [];
  }

  /** The only child of that name; a second one is an error, because one would have to be guessed. */
  one(parent: XmlElement | null, name: string): XmlElement | null {
    if (!parent) return null;
    let found: XmlElement | null = null;
    for (const child of parent.children) {
      if (child.name !== name || child.uri !== this.uri) continue;
      if (found) {
        this.refuse(child, `${parent.name}/${name}`, collapsed(child.text), 'fa3_repeated', {
          element: name,
        });
        break;
      }
      found = child;
    }
    return found;
  }

  required(parent: XmlElement | null, name: string): XmlElement | null {
    const found = this.one(parent, name);
    if (!found && parent) {
      this.refuse(parent, `${parent.name}/${name}`, null, 'fa3_missing', { element: name });
    }
    return found;
  }

  /** Walks down single elements; null when one of them is not there. */
  path(parent: XmlElement | null, ...names: string[]): XmlElement | null {
    return names.reduce<XmlElement | null>((at, name) => this.one(at, name), parent);
  }

  /** Text of a child; null when it is absent or empty. */
  text(parent: XmlElement | null, name: string): string | null {
    const element = this.one(parent, name);
    return element ? collapsed(element.text) || null : null;
  }

  requiredText(parent: XmlElement | null, name: string): string {
    const element = this.required(parent, name);
    if (!element) return '';
    const text = collapsed(element.text);
    if (!text) this.refuse(element, `${parent!.name}/${name}`, '', 'missing_value');
    return text;
  }

  /** TWybor1: is the box ticked? */
  ticked(parent: XmlElement | null, name: string): boolean {
    return Number(this.text(parent, name) ?? 0) === 1;
  }

  /** Texts of all children of that name, empty ones left out. */
  texts(parent: XmlElement | null, name: string): string[] {
    return this.all(parent, name)
      .map(child => collapsed(child.text))
      .filter(Boolean);
  }

  /** `xsd:date` as the schema restricts it (no time zone); days that do not exist are refused. */
  day(parent: XmlElement | null, name: string): Day | null {
    return this.typed(this.one(parent, name), parent, 'bad_date', readDay);
  }

  requiredDay(parent: XmlElement | null, name: string): Day {
    return this.typed(this.required(parent, name), parent, 'bad_date', readDay) ?? ('' as Day);
  }

  /** TKwotowy: at most two decimals. 13 digits before the point, where the schema would allow 16. */
  amount(parent: XmlElement | null, name: string): Grosze | null {
    return this.typed(this.one(parent, name), parent, 'bad_amount', readAmount);
  }

  requiredAmount(parent: XmlElement | null, name: string): Grosze {
    return this.typed(this.required(parent, name), parent, 'bad_amount', readAmount) ?? grosze(0);
  }

  /** TKwotowy2, TIlosci: the exact decimal as the document writes it. */
  decimal(parent: XmlElement | null, name: string): string | null {
    return this.typed(this.one(parent, name), parent, 'bad_decimal', readDecimal);
  }

  /** TNaturalny, up to nine digits: line numbers. */
  natural(parent: XmlElement | null, name: string): number | null {
    return this.typed(this.one(parent, name), parent, 'bad_integer', readNatural);
  }

  requiredNatural(parent: XmlElement | null, name: string): number {
    return this.typed(this.required(parent, name), parent, 'bad_integer', readNatural) ?? 0;
  }

  private typed<T>(
    element: XmlElement | null,
    parent: XmlElement | null,
    code: ReasonCode,
    parse: (text: string) => T | null,
  ): T | null {
    if (!element) return null;
    const text = collapsed(element.text);
    const value = parse(text);
    if (value === null) this.refuse(element, `${parent!.name}/${element.name}`, text, code);
    return value;
  }
}
