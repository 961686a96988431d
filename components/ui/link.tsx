import type { Route } from 'next';
import type { ComponentProps } from 'react';

/**
 * A link within the portal. The browser's own and not Next's: that one costs every page 3 to 7 kB of script
 * (docs/decisions/0006), and a page of ours is 10 kB.
 */
export default function Link({ href, ...rest }: Omit<ComponentProps<'a'>, 'href'> & { href: Route }) {
  return <a {...rest} href={href} />;
}

/** A link that stands by itself, large enough for a finger; within a sentence a plain link is right. */
export function TextLink({
  href,
  className = '',
  ...rest
}: Omit<ComponentProps<'a'>, 'href'> & { href: string }) {
  const look = 'inline-flex min-h-11 items-center text-accent underline underline-offset-4';
  return <a {...rest} href={href} className={`${look} ${className}`} />;
}
