import type { ReactNode } from 'react';

/** The tags that longer texts of the catalogue may use (`t.rich(key, richText)`). */
export const richText = {
  p: (text: ReactNode) => <p>{text}</p>,
  b: (text: ReactNode) => <b>{text}</b>,
  ul: (items: ReactNode) => <ul className="grid list-disc gap-2 pl-6 marker:text-accent">{items}</ul>,
  ol: (items: ReactNode) => <ol className="grid list-decimal gap-2 pl-6 marker:text-soft">{items}</ol>,
  li: (text: ReactNode) => <li className="pl-1">{text}</li>,
};

/** A longer text to read: one column, as wide as lines may be. */
export function Prose({ children }: { children: ReactNode }) {
  return <div className="grid max-w-prose gap-10">{children}</div>;
}

/** A part of a longer text with its heading. */
export function ProseSection({ id, title, children }: { id: string; title: ReactNode; children: ReactNode }) {
  return (
    <section aria-labelledby={id} className="grid gap-3">
      <h2 id={id} className="scroll-mt-6">
        {title}
      </h2>
      {children}
    </section>
  );
}
