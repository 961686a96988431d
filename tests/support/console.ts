/**
 * A test that writes an error to the console fails, unless it says that it expects one. React, Next.js and our
 * own code report broken things there which would otherwise scroll by in a green run.
 */
import { format } from 'node:util';

let errors: string[] = [];
let expected: RegExp | undefined;

/** For a test in which an error on the console is right: one that matches is let through. */
export function expectConsoleError(pattern: RegExp): void {
  expected = pattern;
}

const original = console.error;

beforeEach(() => {
  errors = [];
  expected = undefined;
  console.error = (...values: unknown[]) => {
    errors.push(format(...values));
  };
});

afterEach(() => {
  console.error = original;
  const wanted = expected;
  const unexpected = errors.filter(text => !wanted?.test(text));
  if (unexpected.length > 0) throw new Error(`Unexpected console.error:\n${unexpected.join('\n')}`);
  if (wanted && errors.length === 0) throw new Error(`Nothing on the console matches ${wanted}.`);
});
