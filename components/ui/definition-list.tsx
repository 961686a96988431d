import type { ReactNode } from 'react';

/** Pairs of a name and a value; under each other on a phone, side by side above. Empty values are left out. */
export function DefinitionList({ rows }: { rows: readonly (readonly [ReactNode, ReactNode])[] }) {
  return (
    <dl className="grid items-baseline gap-x-6 gap-y-3 sm:grid-cols-[minmax(0,2fr)_minmax(0,3fr)] sm:gap-y-2">
      {rows
        .filter(([, value]) => value !== null && value !== undefined && value !== '')
        .map(([name, value], index) => (
          <div key={index} className="contents">
            <dt className="text-soft max-sm:-mb-3">{name}</dt>
            <dd className="min-w-0 break-words">{value}</dd>
          </div>
        ))}
    </dl>
  );
}
