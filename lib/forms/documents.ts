import { complaintForm } from './own/complaint';
import { contractApplicationForm } from './own/contract-application';
import { dataChangeForm } from './own/data-change';
import type { FormDocument } from './own/document';
import { eInvoiceForm } from './own/e-invoice';
import { meterLegalisationForm } from './own/meter-legalisation';

/**
 * Every form of ours, in the order in which it stands under its heading; the name stands in the address. A new one is
 * a file of its own with its fields and texts, and a row here: page, both routes and the renderer follow.
 */
export const FORMS = {
  'contract-application': contractApplicationForm,
  'data-change': dataChangeForm,
  'e-invoice': eInvoiceForm,
  complaint: complaintForm,
  'meter-legalisation': meterLegalisationForm,
} as const satisfies Record<string, FormDocument>;

export type FormName = keyof typeof FORMS;
export const FORM_NAMES = Object.keys(FORMS) as readonly FormName[];

/** The name of a form as it stands in an address. */
export const formName = (value: string): FormName | null => FORM_NAMES.find(one => one === value) ?? null;
