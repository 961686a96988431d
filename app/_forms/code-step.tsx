import type { Route } from 'next';
import type { ReactNode } from 'react';
import { CodeField } from '@/components/ui/fields';
import { SubmitButton } from '@/components/ui/form';
import { PageTitle } from '@/components/ui/page-title';

/**
 * The page after a form that mailed a code. The same for everybody who sent it: whether a code is on its way,
 * only the mailbox tells (SECURITY S7).
 */
export function CodeStep({
  title,
  back,
  notice,
  text,
  form,
  noMail,
}: {
  title: string;
  back: { href: Route; label: string };
  notice?: ReactNode;
  text: ReactNode;
  /** with {@link CodeAnswer} in it */
  form: ReactNode;
  /** what may be the matter when nothing arrives, and what can be done */
  noMail: { title: string; hints: readonly string[]; ways: ReactNode; more?: ReactNode };
}) {
  return (
    <div className="grid max-w-136 gap-8">
      <PageTitle back={back}>{title}</PageTitle>
      {notice}
      <p>{text}</p>
      {form}
      <section aria-labelledby="no-mail" className="grid gap-4 border-t border-line pt-6">
        <h2 id="no-mail">{noMail.title}</h2>
        <ul className="grid list-disc gap-2 pl-6">
          {noMail.hints.map(hint => (
            <li key={hint}>{hint}</li>
          ))}
        </ul>
        <div className="flex flex-wrap items-start gap-3">{noMail.ways}</div>
        {noMail.more ? <p className="text-small text-soft">{noMail.more}</p> : null}
      </section>
    </div>
  );
}

/** The code and the button that sends it. */
export function CodeAnswer({ label, hint, submit }: { label: string; hint: string; submit: string }) {
  return (
    <>
      <CodeField label={label} hint={hint} />
      <SubmitButton wide>{submit}</SubmitButton>
    </>
  );
}
