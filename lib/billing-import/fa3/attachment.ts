import type { Fa3AttachmentBlock, Fa3Table } from './document';
import { collapsed, type Fields } from './fields';
import type { XmlElement } from './tree';

/** Zalacznik: blocks of key/value pairs, paragraphs and tables, in reading order. */
export function readAttachment(fields: Fields, attachment: XmlElement | null): Fa3AttachmentBlock[] {
  return fields.all(attachment, 'BlokDanych').map(block => ({
    heading: fields.text(block, 'ZNaglowek'),
    metadata: pairs(fields, block, 'MetaDane', 'ZKlucz', 'ZWartosc'),
    paragraphs: fields.texts(fields.one(block, 'Tekst'), 'Akapit'),
    tables: fields.all(block, 'Tabela').map(table => readTable(fields, table)),
  }));
}

function readTable(fields: Fields, table: XmlElement): Fa3Table {
  const header = fields.required(table, 'TNaglowek');
  return {
    caption: fields.text(table, 'Opis'),
    metadata: pairs(fields, table, 'TMetaDane', 'TKlucz', 'TWartosc'),
    columns: fields.all(header, 'Kol').map(column => ({
      type: column.attributes?.Typ ?? 'txt',
      name: fields.text(column, 'NKom') ?? '',
    })),
    rows: fields.all(table, 'Wiersz').map(row => cells(fields, row, 'WKom')),
    totals: cells(fields, fields.one(table, 'Suma'), 'SKom'),
  };
}

/** Empty cells count: they hold the others in their columns. */
const cells = (fields: Fields, row: XmlElement | null, name: string): string[] =>
  fields.all(row, name).map(cell => collapsed(cell.text));

const pairs = (fields: Fields, parent: XmlElement, element: string, key: string, value: string) =>
  fields.all(parent, element).map(pair => ({
    key: fields.requiredText(pair, key),
    value: fields.requiredText(pair, value),
  }));
