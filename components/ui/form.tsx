'use client';

import { createContext, useActionState, useContext, useEffect, useRef, type ReactNode } from 'react';
import { untouched, type FormAction, type FormState } from '@/lib/kernel/form';
import { buttonClass, type ButtonLook } from './button-class';

interface Context {
  state: FormState;
  pending: boolean;
  /** prefix of the fields' ids: two forms may stand on one page */
  name: string;
  texts: FormTexts;
}

const FormContext = createContext<Context | null>(null);

function useForm(): Context {
  const context = useContext(FormContext);
  if (!context) throw new Error('a field stands outside its form');
  return context;
}

/** The words that all forms share. */
export const useFormTexts = (): FormTexts => useForm().texts;

/** The field's own part of the form's state. */
export function useField(field: string) {
  const { state, name } = useForm();
  return {
    id: `${name}-${field}`,
    value: state.values[field],
    error: state.errors.find(error => error.field === field)?.message,
    question: state.questions?.find(question => question.field === field),
    /** without errors the first question is what the eye and the reader's voice go to */
    asksFirst: state.errors.length === 0 && state.questions?.[0]?.field === field,
    attempt: state.attempt,
  };
}

export interface FormTexts {
  /** heading of the error summary, e.g. «Popraw, proszę» */
  errorTitle: string;
  /** put before the page's title when there are errors, e.g. «Błąd: » */
  errorPrefix: string;
  /** on the button while the answer is awaited */
  sending: string;
  /** the switch of a password */
  show: string;
  hide: string;
}

/**
 * A form that works without JavaScript: the action's answer comes back in the page that the server renders.
 * Errors are listed on top, focused and linked to their fields; what was typed stays.
 */
export function Form({
  action,
  initial = untouched(),
  name = 'form',
  texts,
  children,
}: {
  action: FormAction;
  initial?: FormState;
  name?: string;
  texts: FormTexts;
  children: ReactNode;
}) {
  const [state, send, pending] = useActionState(action, initial);
  const summary = useRef<HTMLDivElement>(null);

  useEffect(() => {
    if (state.errors.length === 0) return;
    summary.current?.focus();
    // The framework may write the title again after this, with the rest of the page's head.
    const mark = () => {
      if (!document.title.startsWith(texts.errorPrefix)) document.title = texts.errorPrefix + document.title;
    };
    mark();
    const observer = new MutationObserver(mark);
    observer.observe(document.head, { childList: true, subtree: true, characterData: true });
    return () => observer.disconnect();
  }, [state, texts.errorPrefix]);

  return (
    <FormContext value={{ state, pending, name, texts }}>
      <form action={send} noValidate className="grid gap-6">
        {state.errors.length > 0 ? (
          <div
            ref={summary}
            tabIndex={-1}
            // For the answer that comes without JavaScript; with it the effect above does the same.
            autoFocus
            role="alert"
            aria-labelledby={`${name}-errors`}
            className="grid gap-2 rounded-lg border-2 border-bad bg-bad-wash p-5 focus:outline-3 focus:outline-offset-3 focus:outline-bad"
          >
            <h2 id={`${name}-errors`}>{texts.errorTitle}</h2>
            <ul className="grid gap-1">
              {state.errors.map((error, index) => (
                <li key={index}>
                  {error.field ? (
                    <a
                      href={`#${name}-${error.field}`}
                      className="inline-flex min-h-11 items-center font-semibold text-bad underline"
                    >
                      {error.message}
                    </a>
                  ) : (
                    error.message
                  )}
                </li>
              ))}
            </ul>
          </div>
        ) : null}
        {children}
      </form>
    </FormContext>
  );
}

/** The form's button; dimmed and unable to send twice while the answer is awaited. */
export function SubmitButton({
  children,
  look,
  wide,
  name,
  value,
}: {
  children: ReactNode;
  look?: ButtonLook;
  wide?: boolean;
  /** tells which button it was, where a form has several */
  name?: string;
  value?: string;
}) {
  const { pending, texts } = useForm();
  return (
    <button
      name={name}
      value={value}
      className={buttonClass(look, wide)}
      aria-disabled={pending}
      onClick={event => pending && event.preventDefault()}
    >
      {pending ? texts.sending : children}
    </button>
  );
}
