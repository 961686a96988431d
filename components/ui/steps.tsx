import type { ReactNode } from 'react';

/** Things to do or to have, in order; the numbers are the list's own and are read out as such. */
export function Steps({ steps }: { steps: readonly ReactNode[] }) {
  return (
    <ol className="grid gap-4 [counter-reset:step]">
      {steps.map((step, index) => (
        <li
          key={index}
          className="grid grid-cols-[auto_1fr] gap-3 [counter-increment:step] before:flex before:size-8 before:items-center before:justify-center before:rounded-full before:bg-accent before:text-small before:font-bold before:text-accent-ink before:content-[counter(step)]"
        >
          <div className="min-w-0 pt-0.5">{step}</div>
        </li>
      ))}
    </ol>
  );
}
