import Link from '@/components/ui/link';
import type { Route } from 'next';
import type { ReactNode } from 'react';
import { Icon } from './icon';

/** The page's one heading, with the way back above it and a quiet line below it. */
export function PageTitle({
  children,
  back,
  note,
}: {
  children: ReactNode;
  back?: { href: Route; label: string };
  note?: ReactNode;
}) {
  return (
    <div className="grid grid-cols-1 gap-1">
      {back ? (
        <p className="no-print">
          <Link
            href={back.href}
            className="inline-flex min-h-11 items-center gap-1 text-accent no-underline hover:underline"
          >
            <Icon name="back" className="size-5" />
            {back.label}
          </Link>
        </p>
      ) : null}
      <h1>{children}</h1>
      {note ? <p className="text-small text-soft">{note}</p> : null}
    </div>
  );
}
