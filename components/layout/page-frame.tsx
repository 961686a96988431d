import Link from '@/components/ui/link';
import type { Route } from 'next';
import type { ReactNode } from 'react';
import { Mark } from './mark';

export interface FrameLink {
  href: Route;
  label: string;
}

export interface FrameTexts {
  skip: string;
  mainNav: string;
  footerNav: string;
  utility: string;
  /** what the emergency line is called */
  emergency: string;
  /** name and address of the company behind the portal */
  company: readonly string[];
}

/**
 * Header, content and footer of every page. `tools` stand top right (language, sign-out); `navigation`
 * is the signed-in customer's way round. The order in the document is the order on the screen.
 */
export function PageFrame({
  home,
  navigation,
  switcher,
  tools,
  footer,
  banner,
  side,
  emergencyPhone,
  texts,
  children,
}: {
  home: Route;
  /** the main navigation; left out where there is none */
  navigation?: ReactNode;
  /** whose pages these are, and the way to the others', for an account of several customers */
  switcher?: ReactNode;
  tools: ReactNode;
  footer: readonly FrameLink[];
  banner?: ReactNode;
  /** stands beside the content where there is room, above it else; the page is then as wide as dense tables want */
  side?: ReactNode;
  /** the number as a link to dial it */
  emergencyPhone: ReactNode;
  texts: FrameTexts;
  children: ReactNode;
}) {
  const width = side ? 'office max-w-360' : 'max-w-272';
  const content = `mx-auto w-full ${width} grow px-4 pb-16 pt-6 sm:px-8 sm:pt-8`;
  return (
    <div className="flex min-h-screen flex-col supports-[min-height:100dvh]:min-h-dvh">
      <a
        href="#main"
        className="absolute left-4 top-0 z-10 -translate-y-[120%] rounded-b-md bg-accent px-4 py-3 font-semibold text-accent-ink focus:translate-y-0"
      >
        {texts.skip}
      </a>
      {banner}
      <header className={navigation ? 'md:border-b md:border-line' : ''}>
        <div
          className={`mx-auto flex flex-wrap items-center justify-between gap-x-4 px-4 pb-2 pt-3 sm:px-8 ${width}`}
        >
          <Link
            href={home}
            className="flex min-h-12 items-center gap-2.5 font-bold leading-tight tracking-tight text-ink no-underline max-sm:grow max-sm:basis-36 max-sm:gap-2"
          >
            <Mark className="size-8 shrink-0 text-accent max-sm:size-7" />
            <span className="min-w-0">{texts.utility}</span>
          </Link>
          <div className="ml-auto flex flex-wrap items-center justify-end gap-x-2 text-small sm:gap-x-6">
            {tools}
          </div>
        </div>
        {switcher}
        {navigation ? (
          <nav aria-label={texts.mainNav} className="no-print relative mx-auto max-w-272 px-4 sm:px-8">
            {navigation}
          </nav>
        ) : null}
      </header>
      {side ? (
        <div
          className={`grid grid-cols-1 content-start gap-6 md:grid-cols-[13rem_minmax(0,1fr)] md:gap-10 ${content}`}
        >
          <div className="min-w-0">{side}</div>
          <main id="main" tabIndex={-1} className="min-w-0">
            {children}
          </main>
        </div>
      ) : (
        <main id="main" tabIndex={-1} className={content}>
          {children}
        </main>
      )}
      <footer className="border-t border-line text-small">
        <div className={`mx-auto grid gap-x-12 gap-y-5 px-4 py-8 sm:px-8 md:grid-cols-[1fr_auto] ${width}`}>
          <div className="grid content-start gap-1">
            <p className="flex flex-wrap items-center gap-x-2">
              {texts.emergency} {emergencyPhone}
            </p>
            <address className="not-italic text-soft">
              {texts.company.map(line => (
                <span key={line} className="block">
                  {line}
                </span>
              ))}
            </address>
          </div>
          <nav aria-label={texts.footerNav}>
            <ul className="grid gap-x-8 sm:grid-cols-2">
              {footer.map(link => (
                <li key={link.href}>
                  <Link
                    href={link.href}
                    className="inline-flex min-h-11 items-center text-accent underline decoration-1 underline-offset-4 hover:decoration-2"
                  >
                    {link.label}
                  </Link>
                </li>
              ))}
            </ul>
          </nav>
        </div>
      </footer>
    </div>
  );
}
