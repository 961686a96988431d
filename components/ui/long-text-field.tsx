'use client';

import type { ReactNode } from 'react';
import { useField } from './form';
import { boxClass, described, Labelled } from './labelled';

/** Several lines of text with their label, hint and error. */
export function LongTextField({
  name,
  label,
  hint,
  rows = 4,
}: {
  name: string;
  label: ReactNode;
  hint?: ReactNode;
  rows?: number;
}) {
  const { id, value, error, attempt } = useField(name);
  return (
    <Labelled id={id} label={label} hint={hint} error={error}>
      <textarea
        key={attempt}
        {...described(id, hint, error)}
        name={name}
        rows={rows}
        defaultValue={value}
        className={boxClass(error)}
      />
    </Labelled>
  );
}
