'use client';

import { useField } from './form';
import { described, Labelled } from './labelled';

/** A file, or several; the server judges them. */
export function FileField({
  name,
  label,
  hint,
  accept,
  multiple,
}: {
  name: string;
  label: string;
  hint: string;
  accept: string;
  multiple?: boolean;
}) {
  const { id, error, attempt } = useField(name);
  return (
    <Labelled id={id} label={label} hint={hint} error={error}>
      <input
        key={attempt}
        {...described(id, hint, error)}
        name={name}
        type="file"
        multiple={multiple}
        accept={accept}
        className="block min-h-13 w-full min-w-0 cursor-pointer py-1 file:mr-3 file:min-h-11 file:cursor-pointer file:rounded-md file:border file:border-solid file:border-accent file:bg-sheet file:px-4 file:font-semibold file:text-accent"
      />
    </Labelled>
  );
}
