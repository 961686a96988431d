/**
 * What a Server Action answers to a form that could not be carried out. The texts are already in the
 * reader's language, so that the browser needs no catalogue; the typed values come back to be shown again
 * (passwords and codes never do).
 */
export interface FormState {
  readonly errors: readonly FormError[];
  readonly values: Readonly<Record<string, string>>;
  /** grows with each answer: keys the inputs, which React would else reset, and tells new errors from old */
  readonly attempt: number;
}

export interface FormError {
  /** name of the field; null when it concerns the whole form */
  readonly field: string | null;
  readonly message: string;
}

/** The state of a form that nobody has sent yet, with values to begin with. */
export const untouched = (values: Record<string, string> = {}): FormState => ({
  errors: [],
  values,
  attempt: 0,
});

/** A Server Action as `useActionState` takes it. */
export type FormAction = (state: FormState, data: FormData) => Promise<FormState>;
