'use client';

import { useState, type HTMLInputAutoCompleteAttribute, type ReactNode } from 'react';
import { useField, useFormTexts } from './form';
import { boxClass, described, FieldError, Labelled } from './labelled';

interface FieldProps {
  name: string;
  label: ReactNode;
  hint?: ReactNode;
  /** as wide as what is expected: a six-digit code, a number; else the whole column */
  width?: 'code' | 'number';
}

// Classes and not a style attribute, which the content security policy forbids.
const widths = { code: 'max-w-44', number: 'max-w-72' };

interface TextFieldProps extends FieldProps {
  type?: 'text' | 'email' | 'tel' | 'search' | 'date';
  autoComplete?: HTMLInputAutoCompleteAttribute;
  inputMode?: 'numeric' | 'decimal' | 'email' | 'tel' | 'text';
  autoCapitalize?: 'characters' | 'none';
  defaultValue?: string;
}

/** One line of text with its label, hint and error. */
export function TextField({
  name,
  label,
  hint,
  width,
  defaultValue,
  type = 'text',
  ...rest
}: TextFieldProps) {
  const { id, value, error, attempt } = useField(name);
  return (
    <Labelled id={id} label={label} hint={hint} error={error}>
      <input
        {...rest}
        key={attempt}
        {...described(id, hint, error)}
        name={name}
        type={type}
        defaultValue={value ?? defaultValue}
        className={`${boxClass(error)} ${width ? widths[width] : ''}`}
      />
    </Labelled>
  );
}

/** Six digits that were sent or shown to somebody; phones offer them by themselves. */
export function CodeField({ label, hint }: Pick<FieldProps, 'label' | 'hint'>) {
  return (
    <TextField
      name="code"
      label={label}
      hint={hint}
      width="code"
      inputMode="numeric"
      autoComplete="one-time-code"
    />
  );
}

/** A password that can be shown (a switch that only appears where JavaScript runs). Pasting is welcome. */
export function PasswordField({
  name,
  label,
  hint,
  autoComplete,
}: FieldProps & { autoComplete: 'current-password' | 'new-password' }) {
  const { id, error, attempt } = useField(name);
  const texts = useFormTexts();
  const [shown, setShown] = useState(false);
  return (
    <Labelled id={id} label={label} hint={hint} error={error}>
      <div className="flex gap-2">
        <input
          key={attempt}
          {...described(id, hint, error)}
          name={name}
          type={shown ? 'text' : 'password'}
          autoComplete={autoComplete}
          autoCapitalize="none"
          spellCheck={false}
          className={boxClass(error)}
        />
        <button
          type="button"
          aria-pressed={shown}
          aria-controls={id}
          onClick={() => setShown(!shown)}
          className="min-h-12 shrink-0 cursor-pointer rounded-md border border-edge px-3 text-small font-semibold text-accent hover:bg-wash noscript:hidden"
        >
          {shown ? texts.hide : texts.show}
        </button>
      </div>
    </Labelled>
  );
}

/** One box to tick. */
export function Checkbox({ name, label, hint, value = 'yes' }: FieldProps & { value?: string }) {
  const { id, value: typed, error, attempt } = useField(name);
  return (
    <div className="grid gap-2">
      {error ? <FieldError id={`${id}-error`}>{error}</FieldError> : null}
      <div className="grid min-h-12 grid-cols-[auto_1fr] items-start gap-3">
        <input
          key={attempt}
          {...described(id, hint, error)}
          name={name}
          type="checkbox"
          value={value}
          defaultChecked={typed === value}
          className="mt-2.5 size-6 accent-accent"
        />
        <div className="grid gap-1">
          <label htmlFor={id} className="min-h-11 content-center py-0.5">
            {label}
          </label>
          {hint ? (
            <p id={`${id}-hint`} className="text-small text-soft">
              {hint}
            </p>
          ) : null}
        </div>
      </div>
    </div>
  );
}

/** A few choices, one of which holds; a fieldset of native radio buttons. */
export function RadioGroup({
  name,
  legend,
  hint,
  options,
  defaultValue,
}: {
  name: string;
  legend: ReactNode;
  hint?: ReactNode;
  options: readonly { value: string; label: ReactNode }[];
  defaultValue?: string;
}) {
  const { id, value, error, attempt } = useField(name);
  return (
    <fieldset className="grid gap-2" aria-describedby={described(id, hint, error)['aria-describedby']}>
      <legend className="font-semibold">{legend}</legend>
      {hint ? (
        <p id={`${id}-hint`} className="text-small text-soft">
          {hint}
        </p>
      ) : null}
      {error ? <FieldError id={`${id}-error`}>{error}</FieldError> : null}
      {options.map((option, index) => (
        <label
          key={option.value}
          className="grid min-h-12 cursor-pointer grid-cols-[auto_1fr] items-center gap-3"
        >
          <input
            key={attempt}
            id={index === 0 ? id : `${id}-${option.value}`}
            type="radio"
            name={name}
            value={option.value}
            defaultChecked={(value ?? defaultValue) === option.value}
            className="size-6 accent-accent"
          />
          <span>{option.label}</span>
        </label>
      ))}
    </fieldset>
  );
}
