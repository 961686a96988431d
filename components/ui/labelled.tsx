import type { ReactNode } from 'react';
import { Icon } from './icon';

/** How a box to type in looks. */
export const boxClass = (error: unknown) =>
  `block w-full min-w-0 min-h-13 rounded-md bg-sheet px-4 py-2 text-ink ${error ? 'border-2 border-bad' : 'border border-edge'}`;

/** What a field points to: the hint and error that {@link Labelled} shows for it. */
export const described = (id: string, hint: unknown, error: unknown) => ({
  id,
  'aria-invalid': error ? true : undefined,
  'aria-describedby':
    [hint ? `${id}-hint` : '', error ? `${id}-error` : ''].filter(Boolean).join(' ') || undefined,
});

export function FieldError({ id, children }: { id: string; children: ReactNode }) {
  return (
    <p id={id} className="flex gap-2 font-semibold text-bad">
      <Icon name="alert" className="mt-0.5 size-5 shrink-0" />
      <span>{children}</span>
    </p>
  );
}

/** A field with its label, hint and error. */
export function Labelled({
  id,
  label,
  hint,
  error,
  children,
}: {
  id: string;
  label: ReactNode;
  hint?: ReactNode;
  error?: string;
  children: ReactNode;
}) {
  return (
    <div className="grid content-start gap-2">
      <label htmlFor={id} className="font-semibold">
        {label}
      </label>
      {hint ? (
        <p id={`${id}-hint`} className="-mt-1 text-small text-soft">
          {hint}
        </p>
      ) : null}
      {error ? <FieldError id={`${id}-error`}>{error}</FieldError> : null}
      {children}
    </div>
  );
}
