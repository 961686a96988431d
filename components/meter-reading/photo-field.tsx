'use client';

import { useState } from 'react';
import { useField } from '@/components/ui/form';
import { described, Labelled } from '@/components/ui/labelled';

export interface PhotoTexts {
  label: string;
  hint: string;
  /** told at once, where JavaScript runs; the server judges all the same */
  tooLarge: string;
  wrongKind: string;
}

const KINDS = 'image/jpeg,image/png,image/webp';
const LARGEST = 10 * 1024 * 1024;

/** A picture that a phone takes: it is asked for kinds that we can read. */
export function PhotoField({ name, texts }: { name: string; texts: PhotoTexts }) {
  const { id, error, attempt } = useField(name);
  const [problem, setProblem] = useState('');
  const shown = problem || error;
  return (
    <Labelled id={id} label={texts.label} hint={texts.hint} error={shown}>
      <input
        key={attempt}
        {...described(id, texts.hint, shown)}
        name={name}
        type="file"
        accept={KINDS}
        onChange={event => {
          const file = event.target.files?.[0];
          const found = !file
            ? ''
            : !KINDS.split(',').includes(file.type)
              ? texts.wrongKind
              : file.size > LARGEST
                ? texts.tooLarge
                : '';
          setProblem(found);
          if (found) event.target.value = '';
        }}
        className="block min-h-13 w-full min-w-0 cursor-pointer py-1 file:mr-3 file:min-h-11 file:cursor-pointer file:rounded-md file:border file:border-solid file:border-accent file:bg-sheet file:px-4 file:font-semibold file:text-accent"
      />
    </Labelled>
  );
}
