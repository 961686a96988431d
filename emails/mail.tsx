import type { ReactElement, ReactNode } from 'react';
import { translator } from '@/lib/i18n/translator';
import type { MailContext, MailTexts } from './context';
import { MailLayout } from './layout';

/** One kind of mail: what it says, and sample props to look at it with. */
export interface Mail<Props> {
  subject(t: MailTexts, props: Props, context: MailContext): string;
  /** the line that mail programs show beside the subject */
  preview(t: MailTexts, props: Props, context: MailContext): string;
  body(t: MailTexts, props: Props, context: MailContext): ReactNode;
  readonly sample: Props;
}

/** The finished mail as an element, ready to be rendered to HTML. */
export function mailElement<Props>(
  mail: Mail<Props>,
  props: Props,
  context: MailContext,
): { subject: string; element: ReactElement } {
  const t = translator(context.locale, 'emails');
  const subject = mail.subject(t, props, context);
  const element = (
    <MailLayout context={context} t={t} subject={subject} preview={mail.preview(t, props, context)}>
      {mail.body(t, props, context)}
    </MailLayout>
  );
  return { subject, element };
}
