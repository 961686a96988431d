export type ButtonLook = 'primary' | 'quiet' | 'danger';

const looks: Record<ButtonLook, string> = {
  primary: 'border-accent bg-accent text-accent-ink hover:border-accent-strong hover:bg-accent-strong',
  quiet: 'border-accent bg-transparent text-accent hover:bg-wash',
  danger: 'border-bad bg-transparent text-bad hover:bg-bad-wash',
};

/** Class names of everything that looks like a button; at least 44 px high. */
export const buttonClass = (look: ButtonLook = 'primary', wide = false): string =>
  `inline-flex min-h-12 items-center justify-center gap-2 rounded-md border px-5 py-2 text-center font-semibold no-underline cursor-pointer max-w-full disabled:cursor-default disabled:opacity-60 aria-disabled:cursor-progress aria-disabled:opacity-60 ${looks[look]} ${wide ? 'w-full' : ''}`;
