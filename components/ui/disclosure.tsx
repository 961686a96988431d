import type { ReactNode } from 'react';
import { Icon } from './icon';

/** More to read for whoever wants it; native, so that it opens without JavaScript. */
export function Disclosure({
  title,
  heading = false,
  open,
  children,
}: {
  title: ReactNode;
  /** the title is a heading of the page, one below its own */
  heading?: boolean;
  open?: boolean;
  children: ReactNode;
}) {
  return (
    <details open={open} className="group border-b border-line">
      <summary className="flex min-h-14 cursor-pointer list-none items-center justify-between gap-4 py-3 font-semibold [&::-webkit-details-marker]:hidden">
        {heading ? <h2 className="min-w-0 text-base">{title}</h2> : <span className="min-w-0">{title}</span>}
        <Icon name="down" className="size-6 shrink-0 text-accent group-open:rotate-180" />
      </summary>
      <div className="grid grid-cols-1 gap-4 pb-6">{children}</div>
    </details>
  );
}
