import type { ReactNode } from 'react';

/** A card on the page. With a heading it is a named section. */
export function Sheet({ title, id, children }: { title?: ReactNode; id?: string; children: ReactNode }) {
  return (
    <section
      aria-labelledby={title && id ? id : undefined}
      className="surface grid min-w-0 grid-cols-1 content-start gap-4 rounded-lg border border-line bg-sheet p-5 sm:p-7"
    >
      {title ? <h2 id={id}>{title}</h2> : null}
      {children}
    </section>
  );
}
