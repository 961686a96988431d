import type { Route } from 'next';
import type { ReactNode } from 'react';
import { CodeAnswer, CodeStep } from '@/app/_forms/code-step';
import { ButtonLink } from '@/components/ui/button';
import type { WrappedAction } from '@/lib/auth/action';
import { KeptForm } from './kept-form';

/** The page of a code that a signed-in customer asked for. */
export function AskedCode({
  t,
  start,
  text,
  action,
  name,
  hints,
  more,
}: {
  /** the texts that all of these pages have */
  t: (key: 'title' | 'back' | 'label' | 'hint' | 'submit' | 'noMail.title' | 'noMail.again') => string;
  /** where the code was asked for, and can be again */
  start: Route;
  text: ReactNode;
  action: WrappedAction;
  /** of the form, see {@link KeptForm} */
  name: string;
  hints: readonly string[];
  more?: ReactNode;
}) {
  return (
    <CodeStep
      title={t('title')}
      back={{ href: start, label: t('back') }}
      text={text}
      form={
        <KeptForm action={action} name={name}>
          <CodeAnswer label={t('label')} hint={t('hint')} submit={t('submit')} />
        </KeptForm>
      }
      noMail={{
        title: t('noMail.title'),
        hints,
        ways: (
          <ButtonLink href={start} look="quiet">
            {t('noMail.again')}
          </ButtonLink>
        ),
        more,
      }}
    />
  );
}
