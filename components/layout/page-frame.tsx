import Link from 'next/link';
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
  emergency: string;
  emergencyPhone: string;
}

/**
 * Header, content and footer of every page. `tools` stand top right (language, sign-out); `navigation`
 * is the signed-in customer's way round.
 */
export function PageFrame({
  home,
  navigation,
  tools,
  footer,
  banner,
  texts,
  children,
}: {
  home: Route;
  /** the main navigation; left out where there is none */
  navigation?: ReactNode;
  tools: ReactNode;
  footer: readonly FrameLink[];
  banner?: ReactNode;
  texts: FrameTexts;
  children: ReactNode;
}) {
  return (
    <div className="flex min-h-dvh flex-col">
      <a
        href="#main"
        className="absolute left-4 top-0 z-10 -translate-y-full rounded-b-md bg-accent px-4 py-3 font-semibold text-accent-ink focus:translate-y-0"
      >
        {texts.skip}
      </a>
      {banner}
      <header className="mx-auto flex w-full max-w-272 flex-wrap items-center justify-between gap-x-7 gap-y-2 px-4 py-3 sm:px-8">
        <Link
          href={home}
          prefetch={false}
          className="inline-flex min-h-12 items-center gap-2.5 font-bold tracking-tight text-ink no-underline"
        >
          <Mark />
          {texts.utility}
        </Link>
        <div className="flex flex-wrap items-center gap-x-5">{tools}</div>
        {navigation ? (
          <nav aria-label={texts.mainNav} className="w-full md:-mt-1">
            {navigation}
          </nav>
        ) : null}
      </header>
      <main id="main" className="mx-auto w-full max-w-272 grow px-4 pb-12 pt-3 sm:px-8">
        {children}
      </main>
      <footer className="border-t border-line">
        <div className="mx-auto flex max-w-272 flex-wrap items-center gap-x-6 px-4 py-5 text-small sm:px-8">
          <p className="min-h-11 content-center">
            {texts.emergency}: <strong>{texts.emergencyPhone}</strong>
          </p>
          <nav aria-label={texts.footerNav}>
            <ul className="flex flex-wrap gap-x-6">
              {footer.map(link => (
                <li key={link.href}>
                  <Link
                    href={link.href}
                    prefetch={false}
                    className="inline-flex min-h-11 items-center text-accent underline"
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
