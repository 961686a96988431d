import 'server-only';
import type { Route } from 'next';
import type { Day } from '@/lib/kernel/dates';
import { currentTerms } from '@/lib/terms/queries';

/** A form of the utility to be printed and signed. Its texts stand in the catalogue under `forms.documents`. */
export interface FormDocument {
  readonly file: string;
  /** the blank form */
  readonly render: (today: Day) => Promise<Uint8Array>;
  /** where whoever has an account settles the same without paper */
  readonly online: Route;
}

/** Every form that can be downloaded, in the order of the page; its name stands in the address. */
export const FORMS = {
  'e-invoice': {
    file: 'akceptacja-e-faktur.pdf',
    render: async today => {
      const { acceptanceForm } = await import('@/lib/e-invoice/pdf');
      return acceptanceForm(await currentTerms('e_invoice', today), null);
    },
    online: '/e-invoice' as Route,
  },
} as const satisfies Record<string, FormDocument>;

export type FormName = keyof typeof FORMS;
export const FORM_NAMES = Object.keys(FORMS) as readonly FormName[];
