import Link from '@/components/ui/link';
import { Icon } from '@/components/ui/icon';
import type { FrameLink } from './page-frame';

// Three in a row on a phone, in columns as wide as their words, two on the narrowest, so that none is cut; tabs above.
const tile =
  'flex min-h-12 min-w-0 items-center justify-center rounded-sm px-1 text-center leading-tight no-underline max-md:text-small md:rounded-none md:border-b-[3px] md:px-0';
const tileHere = 'bg-accent font-semibold text-accent-ink md:border-accent md:bg-transparent md:text-ink';
const tileElsewhere = 'bg-wash text-ink hover:underline md:border-transparent md:bg-transparent';

const isWithin = (path: string, { href }: FrameLink) => path === href || path.startsWith(`${href}/`);
const current = (path: string, { href }: FrameLink, within: boolean) =>
  path === href ? 'page' : within ? 'true' : undefined;

/**
 * The main navigation: what people come for stands open, the rest one step away in a native disclosure, which
 * says the name of its page to screen readers when the reader is on one; others read it in the page's heading.
 * @param path of the page that is shown, to mark where the reader is
 */
export function MainNav({
  links,
  rest,
  restLabel,
  path,
}: {
  links: readonly FrameLink[];
  rest: readonly FrameLink[];
  restLabel: string;
  path: string;
}) {
  const inside = rest.find(link => isWithin(path, link));
  return (
    <ul className="grid grid-cols-[repeat(3,auto)] gap-0.5 max-[21.9rem]:grid-cols-2 md:-mb-px md:flex md:flex-wrap md:gap-x-8">
      {links.map(link => {
        const within = isWithin(path, link);
        return (
          <li key={link.href} className="min-w-0">
            <Link
              href={link.href}
              aria-current={current(path, link, within)}
              className={`${tile} ${within ? tileHere : tileElsewhere}`}
            >
              {link.label}
            </Link>
          </li>
        );
      })}
      <li className="min-w-0">
        <details className="group md:relative">
          <summary
            className={`${tile} cursor-pointer list-none gap-1 wrap-anywhere max-md:gap-0 [&::-webkit-details-marker]:hidden ${inside ? tileHere : tileElsewhere}`}
          >
            {restLabel}
            {inside ? <span className="sr-only">{`: ${inside.label}`}</span> : null}
            <Icon name="down" className="size-5 shrink-0 group-open:rotate-180 max-md:size-4" />
          </summary>
          <ul className="absolute inset-x-4 z-20 mt-1 grid gap-0.5 rounded-lg border border-edge bg-sheet p-2 shadow-lg sm:inset-x-8 md:inset-x-auto md:right-0 md:min-w-60">
            {rest.map(link => (
              <li key={link.href}>
                <Link
                  href={link.href}
                  aria-current={current(path, link, link === inside)}
                  className={`flex min-h-12 items-center rounded-sm px-4 no-underline hover:bg-wash ${
                    link === inside ? 'bg-wash font-semibold text-ink' : 'text-ink'
                  }`}
                >
                  {link.label}
                </Link>
              </li>
            ))}
          </ul>
        </details>
      </li>
    </ul>
  );
}
