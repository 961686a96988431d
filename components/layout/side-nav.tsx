import Link from '@/components/ui/link';
import { Icon } from '@/components/ui/icon';
import type { FrameLink } from './page-frame';

export interface SideLink extends FrameLink {
  /** how much waits there, with what it is for screen readers; left out where nothing does */
  readonly waiting?: { readonly count: number; readonly text: string };
}

/** The one entry within which the page lies: the longest address that begins it. */
const hereOf = (links: readonly SideLink[], path: string) =>
  links
    .filter(({ href }) => path === href || path.startsWith(`${href}/`))
    .sort((a, b) => b.href.length - a.href.length)[0];

/**
 * The navigation of many screens: a column beside the page where there is room, else a native disclosure above it,
 * which names the screen that is open. Two lists, of which one is displayed: a disclosure cannot be held open by CSS.
 */
export function SideNav({
  links,
  label,
  menu,
  path,
}: {
  links: readonly SideLink[];
  /** names the navigation for screen readers */
  label: string;
  /** on the disclosure's summary */
  menu: string;
  /** of the page that is shown */
  path: string;
}) {
  const here = hereOf(links, path);
  const list = (
    <ul className="grid gap-0.5">
      {links.map(link => (
        <li key={link.href}>
          <Link
            href={link.href}
            aria-current={link === here ? (path === link.href ? 'page' : 'true') : undefined}
            className={`flex min-h-11 items-center justify-between gap-3 rounded-sm px-3 py-1.5 leading-tight text-ink no-underline hover:bg-wash ${
              link === here ? 'bg-wash font-semibold' : ''
            }`}
          >
            <span className="min-w-0 break-words">{link.label}</span>
            {link.waiting ? (
              <span className="shrink-0 font-semibold text-accent">
                <span aria-hidden="true">{link.waiting.count}</span>
                <span className="sr-only">{`, ${link.waiting.text}`}</span>
              </span>
            ) : null}
          </Link>
        </li>
      ))}
    </ul>
  );
  return (
    <>
      <nav aria-label={label} className="no-print max-md:hidden">
        {list}
      </nav>
      <nav aria-label={label} className="no-print md:hidden">
        <details className="group rounded-md border border-line bg-sheet">
          <summary className="flex min-h-12 cursor-pointer list-none items-center justify-between gap-3 px-4 font-semibold [&::-webkit-details-marker]:hidden">
            <span className="min-w-0 break-words">
              {menu}
              {here ? <span className="font-normal text-soft">{` · ${here.label}`}</span> : null}
            </span>
            <Icon name="down" className="size-5 shrink-0 text-accent group-open:rotate-180" />
          </summary>
          <div className="border-t border-line p-2">{list}</div>
        </details>
      </nav>
    </>
  );
}
