/**
 * An expected «no»: the rules judged, the answer is a code with parameters. Commands throw it, the action
 * wrapper turns it into a form error, the texts live in the message catalogue under `refusal.<code>` (a test
 * compares the two). Everything else that is thrown is a fault.
 */
export class Refusal<Code extends string = string> extends Error {
  override readonly name = 'Refusal';

  constructor(
    readonly code: Code,
    /** the form field it belongs to; absent when it concerns the whole form */
    readonly field?: string,
    readonly params: Record<string, string | number> = {},
  ) {
    super(code);
  }
}
