'use client';

import type { ReactNode } from 'react';
import { useField } from './form';
import { boxClass, described, Labelled } from './labelled';

/** One of a few, in little room: for dense forms of staff. */
export function SelectField({
  name,
  label,
  options,
}: {
  name: string;
  label: ReactNode;
  options: readonly { value: string; label: string }[];
}) {
  const { id, value, error, attempt } = useField(name);
  return (
    <Labelled id={id} label={label} error={error}>
      <select
        key={attempt}
        {...described(id, undefined, error)}
        name={name}
        defaultValue={value}
        className={boxClass(error)}
      >
        {options.map(option => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </Labelled>
  );
}
