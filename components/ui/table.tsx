import type { ReactNode } from 'react';

export interface Column<Row> {
  key: string;
  /** what stands over the column, and before the value on a phone */
  head: string;
  cell: (row: Row) => ReactNode;
  /** numbers stand right, under each other */
  align?: 'end';
  /** the row's name: its header for screen readers, the card's title on a phone */
  main?: boolean;
}

/**
 * A table whose rows stand under each other on phones, each value after its column's name. The roles are spelled out because browsers forget what a
 * table is once its parts are laid out as blocks.
 */
export function Table<Row>({
  caption,
  columns,
  rows,
  rowKey,
}: {
  /** says what the table lists; for screen readers, since a heading stands above it */
  caption: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
}) {
  const end = (column: Column<Row>) => (column.align === 'end' ? 'sm:text-right' : '');
  return (
    <table role="table" className="w-full border-collapse max-sm:block">
      <caption className="sr-only">{caption}</caption>
      <thead role="rowgroup" className="max-sm:sr-only">
        <tr role="row">
          {columns.map(column => (
            <th
              key={column.key}
              role="columnheader"
              scope="col"
              className={`border-b-2 border-line py-2 pr-5 text-left text-small font-semibold text-soft last:pr-0 ${end(column)}`}
            >
              {column.head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup" className="max-sm:grid">
        {rows.map(row => (
          <tr
            key={rowKey(row)}
            role="row"
            className="border-b border-line last:border-b-0 max-sm:grid max-sm:gap-1 max-sm:py-3 max-sm:first:border-t"
          >
            {columns.map(column => {
              const Cell = column.main ? 'th' : 'td';
              return (
                <Cell
                  key={column.key}
                  role={column.main ? 'rowheader' : 'cell'}
                  scope={column.main ? 'row' : undefined}
                  className={`min-w-0 text-left align-baseline font-normal last:pr-0 max-sm:flex max-sm:flex-wrap max-sm:items-baseline max-sm:justify-between max-sm:gap-x-4 sm:py-3 sm:pr-5 ${end(column)}`}
                >
                  {column.main ? null : (
                    <span aria-hidden="true" className="text-small text-soft sm:hidden">
                      {column.head}
                    </span>
                  )}
                  <span className="min-w-0 break-words">{column.cell(row)}</span>
                </Cell>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
