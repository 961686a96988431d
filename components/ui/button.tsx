import Link from '@/components/ui/link';
import type { Route } from 'next';
import type { ComponentProps } from 'react';
import { buttonClass, type ButtonLook } from './button-class';

export { buttonClass, type ButtonLook };

type ButtonProps = ComponentProps<'button'> & { look?: ButtonLook; wide?: boolean };

/** A native button; `type` is `submit` unless said otherwise, as in HTML. */
export function Button({ look, wide, ...rest }: ButtonProps) {
  return <button {...rest} className={buttonClass(look, wide)} />;
}

type ButtonLinkProps = { href: Route; look?: ButtonLook; wide?: boolean; children: React.ReactNode };

/** A link that looks like a button because it is the next step. */
export function ButtonLink({ href, look, wide, children }: ButtonLinkProps) {
  return (
    <Link href={href} className={buttonClass(look, wide)}>
      {children}
    </Link>
  );
}
