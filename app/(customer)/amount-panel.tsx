import type { ReactNode } from 'react';

export type PanelTone = 'plain' | 'good' | 'bad';

const backgrounds: Record<PanelTone, string> = { plain: 'bg-wash', good: 'bg-good-wash', bad: 'bg-bad-wash' };

/**
 * What the eye meets first: a sum with what it means above and how it came about below. `actions` are the next
 * steps; `children` open below them (transfer details).
 */
export function AmountPanel({
  tone = 'plain',
  heading,
  amount,
  note,
  actions,
  children,
}: {
  tone?: PanelTone;
  heading: ReactNode;
  /** left out where the heading says all: then it is large itself */
  amount?: string;
  note?: ReactNode;
  actions?: ReactNode;
  children?: ReactNode;
}) {
  return (
    <section
      aria-labelledby="amount"
      className={`surface grid grid-cols-1 gap-6 rounded-lg p-5 sm:p-10 ${backgrounds[tone]}`}
    >
      <div className="grid grid-cols-1 items-end gap-6 md:grid-cols-[1fr_auto]">
        <div className="grid min-w-0 gap-2">
          <h2 id="amount" className={amount ? 'font-medium' : 'text-amount font-bold tracking-tight'}>
            {heading}
            {amount ? ' ' : null}
            {amount ? (
              <span className="block text-amount font-bold tracking-tight sm:mt-1">{amount}</span>
            ) : null}
          </h2>
          {note ? <div className="grid max-w-[42rem] gap-1 text-soft">{note}</div> : null}
        </div>
        {actions ? <div className="no-print flex flex-wrap gap-3">{actions}</div> : null}
      </div>
      {children}
    </section>
  );
}

/** Transfer details behind a button that needs no JavaScript; open from the start where they are the point. */
export function Disclosure({
  label,
  open,
  children,
}: {
  label: string;
  open?: boolean;
  children: ReactNode;
}) {
  return (
    <details open={open} id="pay" className="group min-w-0 max-w-full">
      <summary className="inline-flex max-w-full min-h-12 cursor-pointer list-none items-center justify-center gap-2 rounded-md border border-accent bg-accent px-5 py-2 font-semibold text-accent-ink hover:bg-accent-strong [&::-webkit-details-marker]:hidden">
        {label}
        <svg viewBox="0 0 24 24" fill="none" aria-hidden="true" className="size-5 group-open:rotate-180">
          <path d="m5 9 7 7 7-7" stroke="currentColor" strokeWidth="2" strokeLinecap="round" />
        </svg>
      </summary>
      <div className="mt-4 rounded-lg border border-line bg-sheet p-5 sm:p-7">{children}</div>
    </details>
  );
}
