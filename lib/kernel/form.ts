/**
 * What a Server Action answers to a form that could not be carried out. The texts are already in the
 * reader's language, so that the browser needs no catalogue; the typed values come back to be shown again
 * (passwords and codes never do).
 */
export interface FormState {
  readonly errors: readonly FormError[];
  readonly values: Readonly<Record<string, string>>;
  /** what has to be answered before it is carried out, each shown under its field */
  readonly questions?: readonly FormQuestion[];
  /** grows with each answer: keys the inputs, which React would else reset, and tells new errors from old */
  readonly attempt: number;
}

export interface FormError {
  /** name of the field; null when it concerns the whole form */
  readonly field: string | null;
  readonly message: string;
}

/** A question about what was typed. Sending the form again, with an answer, decides. */
export interface FormQuestion {
  /** name of the field */
  readonly field: string;
  /** what the answer is about: sent back with it, so that it counts for nothing else */
  readonly about: string;
  readonly title: string;
  readonly text: string;
  readonly answers: readonly { readonly value: string; readonly label: string }[];
}

/** The state of a form that nobody has sent yet, with values to begin with. */
export const untouched = (values: Record<string, string> = {}): FormState => ({
  errors: [],
  values,
  attempt: 0,
});

/** A Server Action as `useActionState` takes it. */
export type FormAction = (state: FormState, data: FormData) => Promise<FormState>;
