import type { ReactNode } from 'react';
import { Form } from '@/components/ui/form';
import type { WrappedAction } from '@/lib/auth/action';
import { getTranslations } from '@/lib/i18n/server';
import type { FormState } from '@/lib/kernel/form';

/** A form with the texts that all forms share. Pages of customers use `KeptForm`, which outlasts the session. */
export async function AppForm({
  action,
  name,
  initial,
  children,
}: {
  action: WrappedAction;
  /** prefix of its fields' ids: two forms may stand on one page */
  name: string;
  /** values to begin with */
  initial?: FormState;
  children: ReactNode;
}) {
  const t = await getTranslations('layout.form');
  return (
    <Form
      action={action}
      initial={initial}
      name={name}
      texts={{
        errorTitle: t('errorTitle'),
        errorPrefix: t('errorPrefix'),
        sending: t('sending'),
        show: t('show'),
        hide: t('hide'),
      }}
    >
      {children}
    </Form>
  );
}
