import Link from '@/components/ui/link';
import type { FrameLink } from './page-frame';

/**
 * The main navigation: up to six entries, three in a row on a phone (in columns as wide as their words, so that
 * none is cut), tabs above.
 * @param path of the page that is shown, to mark where the reader is
 */
export function MainNav({ links, path }: { links: readonly FrameLink[]; path: string }) {
  return (
    <ul className="grid grid-cols-[repeat(3,auto)] gap-0.5 md:-mb-px md:flex md:flex-wrap md:gap-x-8">
      {links.map(link => {
        const here = path === link.href;
        const within = here || path.startsWith(`${link.href}/`);
        return (
          <li key={link.href} className="min-w-0">
            <Link
              href={link.href}

              aria-current={here ? 'page' : within ? 'true' : undefined}
              className={`flex min-h-12 min-w-0 items-center justify-center rounded-sm px-1 text-center leading-tight no-underline max-md:text-small md:rounded-none md:border-b-[3px] md:px-0 ${
                within
                  ? 'bg-accent font-semibold text-accent-ink md:border-accent md:bg-transparent md:text-ink'
                  : 'bg-wash text-ink hover:underline md:border-transparent md:bg-transparent'
              }`}
            >
              {link.label}
            </Link>
          </li>
        );
      })}
    </ul>
  );
}
