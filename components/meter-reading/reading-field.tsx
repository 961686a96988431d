'use client';

import { useEffect, useRef, type ReactNode } from 'react';
import { RadioGroup, TextField } from '@/components/ui/fields';
import { useField } from '@/components/ui/form';
import { boxClass, described, Labelled } from '@/components/ui/labelled';
import type { FormQuestion } from '@/lib/kernel/form';
import { PhotoField, type PhotoTexts } from './photo-field';

export interface ReadingTexts {
  answer: string;
  note: string;
  noteHint: string;
  photo: PhotoTexts;
}

/** One large field for a meter's whole m³; what has to be answered about it appears under it. */
export function ReadingField({
  part,
  label,
  hint,
  texts,
}: {
  /** which of several meters, `-0`, `-1`; empty for a single one */
  part: string;
  label: ReactNode;
  hint?: ReactNode;
  texts: ReadingTexts;
}) {
  const { id, value, error, attempt, question, asksFirst } = useField(`value${part}`);
  return (
    <div className="grid grid-cols-1 gap-4">
      <Labelled id={id} label={label} hint={hint} error={error}>
        <input
          key={attempt}
          {...described(id, hint, error)}
          name="value"
          type="text"
          inputMode="numeric"
          autoComplete="off"
          enterKeyHint="send"
          defaultValue={value}
          className={`${boxClass(error)} min-h-18 text-title font-bold tracking-[0.15em]`}
        />
      </Labelled>
      {question ? (
        <Asked part={part} question={question} first={asksFirst} attempt={attempt} texts={texts} />
      ) : null}
    </div>
  );
}

/** The question: answered here, then the form is sent again. */
function Asked({
  part,
  question,
  first,
  attempt,
  texts,
}: {
  part: string;
  question: FormQuestion;
  first: boolean;
  attempt: number;
  texts: ReadingTexts;
}) {
  const { id } = useField(`asked${part}`);
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (first) box.current?.focus();
  }, [first, attempt]);
  return (
    <div
      ref={box}
      tabIndex={-1}
      // For the answer that comes without JavaScript; with it the effect above does the same.
      autoFocus={first}
      role="group"
      aria-labelledby={`${id}-title`}
      aria-describedby={`${id}-text`}
      className="surface grid grid-cols-1 gap-5 rounded-md border-l-[0.375rem] border-warn bg-warn-wash p-4 focus:outline-3 focus:outline-offset-3 focus:outline-warn sm:p-6"
    >
      <input type="hidden" name={`asked${part}`} value={question.about} />
      <div className="grid grid-cols-1 gap-1">
        <p id={`${id}-title`} className="font-bold">
          {question.title}
        </p>
        <p id={`${id}-text`}>{question.text}</p>
      </div>
      <RadioGroup name={`answer${part}`} legend={texts.answer} options={question.answers} />
      <TextField name={`note${part}`} label={texts.note} hint={texts.noteHint} autoComplete="off" />
      <PhotoField name={`photo${part}`} texts={texts.photo} />
    </div>
  );
}
