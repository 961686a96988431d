import type { ReactNode } from 'react';

/**
 * A table that becomes cards where it would not fit (phones, large text). Explicit roles, because `display`
 * takes a table's own ones away in some browsers; in a card each value carries its column's name.
 */
export function CardTable({ head, children }: { head: readonly string[]; children: ReactNode }) {
  return (
    <table role="table" className="w-full max-md:block">
      <thead role="rowgroup" className="max-md:sr-only">
        <tr role="row" className="text-left text-small text-soft">
          {head.map((name, index) => (
            <th
              key={name}
              role="columnheader"
              scope="col"
              className={`pb-2 font-normal ${index > 0 ? 'pl-4 text-right' : ''}`}
            >
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup" className="max-md:block">
        {children}
      </tbody>
    </table>
  );
}

/** The first cell names the row; an empty one is left out of a card. */
export function CardRow({ name, cells }: { name: string; cells: readonly (readonly [string, ReactNode])[] }) {
  return (
    <tr
      role="row"
      className="border-t border-line max-md:block max-md:py-3 max-md:first:border-0 max-md:first:pt-0"
    >
      <th role="rowheader" scope="row" className="text-left align-top font-normal max-md:block md:py-3">
        {name}
      </th>
      {cells.map(([column, value]) => (
        <td
          key={column}
          role="cell"
          className={`align-top md:py-3 md:pl-4 md:text-right ${value ? 'max-md:flex max-md:justify-between max-md:gap-4' : 'max-md:hidden'}`}
        >
          <span aria-hidden="true" className="text-small text-soft md:hidden">
            {column}
          </span>
          <span className="max-md:text-right md:whitespace-nowrap">{value}</span>
        </td>
      ))}
    </tr>
  );
}
