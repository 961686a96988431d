import type { Route } from 'next';
import type { ReactNode } from 'react';
import { boxClass, described, Labelled } from './labelled';

/**
 * A question whose answer is a page: a GET form that needs no JavaScript and whose answer can be bookmarked.
 * The errors come with the page that the server renders, listed on top, focused and linked to their fields.
 */
export function QueryForm({
  action,
  name,
  errors = [],
  errorTitle,
  children,
}: {
  /** with a fragment that only the answer has: the browser goes there, and else to the errors */
  action: Route;
  /** prefix of the fields' ids */
  name: string;
  errors?: readonly QueryError[];
  errorTitle: string;
  children: ReactNode;
}) {
  return (
    <form method="get" action={action} noValidate className="grid gap-6">
      {errors.length > 0 ? (
        <div
          tabIndex={-1}
          autoFocus
          role="alert"
          aria-labelledby={`${name}-errors`}
          className="grid gap-2 rounded-lg border-2 border-bad bg-bad-wash p-5 focus:outline-3 focus:outline-offset-3 focus:outline-bad"
        >
          <h3 id={`${name}-errors`}>{errorTitle}</h3>
          <ul className="grid gap-1">
            {errors.map(error => (
              <li key={error.field}>
                <a
                  href={`#${name}-${error.field}`}
                  className="inline-flex min-h-11 items-center font-semibold text-bad underline"
                >
                  {error.message}
                </a>
              </li>
            ))}
          </ul>
        </div>
      ) : null}
      {children}
    </form>
  );
}

export interface QueryError {
  readonly field: string;
  readonly message: string;
}

interface QueryFieldProps {
  /** the form's name */
  form: string;
  name: string;
  label: ReactNode;
  hint?: ReactNode;
  error?: string;
}

/** One line of text. */
export function QueryField({
  form,
  name,
  label,
  hint,
  error,
  value,
  inputMode,
  list,
}: QueryFieldProps & { value: string; inputMode?: 'decimal' | 'numeric' | 'text'; list?: string }) {
  const id = `${form}-${name}`;
  return (
    <Labelled id={id} label={label} hint={hint} error={error}>
      <input
        {...described(id, hint, error)}
        name={name}
        type="text"
        inputMode={inputMode}
        list={list}
        autoComplete="off"
        defaultValue={value}
        className={boxClass(error)}
      />
    </Labelled>
  );
}

/** One of several; a native list. */
export function QuerySelect({
  form,
  name,
  label,
  hint,
  error,
  value,
  options,
}: QueryFieldProps & { value: string; options: readonly { value: string; label: string }[] }) {
  const id = `${form}-${name}`;
  return (
    <Labelled id={id} label={label} hint={hint} error={error}>
      <select {...described(id, hint, error)} name={name} defaultValue={value} className={boxClass(error)}>
        {options.map(option => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </Labelled>
  );
}
