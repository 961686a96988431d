import type { Route } from 'next';
import { ButtonLink } from './button';

/** Ways to the pages before and after; a way that leads nowhere is left out. */
export function Pager({
  label,
  previous,
  next,
}: {
  /** what is paged, e.g. «Strony faktur» */
  label: string;
  previous?: { href: Route; label: string } | null;
  next?: { href: Route; label: string } | null;
}) {
  if (!previous && !next) return null;
  return (
    <nav aria-label={label} className="flex flex-wrap justify-between gap-3">
      {previous ? (
        <ButtonLink href={previous.href} look="quiet">
          {previous.label}
        </ButtonLink>
      ) : null}
      {next ? (
        <span className="ml-auto">
          <ButtonLink href={next.href} look="quiet">
            {next.label}
          </ButtonLink>
        </span>
      ) : null}
    </nav>
  );
}
