import type { Route } from 'next';
import Link from './link';

/** One question with its answers as links: they work without JavaScript and can be bookmarked. */
export function Choices({
  label,
  choices,
}: {
  label: string;
  choices: readonly { label: string; href: Route; chosen: boolean }[];
}) {
  return (
    <nav aria-label={label} className="flex flex-wrap items-center gap-2">
      <span className="w-14 text-small text-soft max-sm:w-full">{label}</span>
      {choices.map(choice => (
        <Link
          key={choice.label}
          href={choice.href}
          aria-current={choice.chosen ? 'true' : undefined}
          className={`inline-flex min-h-11 items-center rounded-md border px-3 text-small no-underline ${
            choice.chosen
              ? 'border-accent bg-accent font-semibold text-accent-ink'
              : 'border-line bg-sheet text-ink hover:border-accent'
          }`}
        >
          {choice.label}
        </Link>
      ))}
    </nav>
  );
}
