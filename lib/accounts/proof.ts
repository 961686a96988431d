import 'server-only';
import { optionalText, requiredText } from '@/lib/auth/fields';
import { says } from '@/lib/auth/refusal-codes';
import type { Proof } from './queries';
import { parseTypedAmount } from './rules';

const amount = (text: string | undefined) => (text ? parseTypedAmount(text) : null);

/** The fields of a proof (registration, another customer, a lost mailbox) in a form's schema … */
export const proofFields = {
  customerNumber: requiredText('customerNumberMissing', 60),
  invoiceNumber: requiredText('invoiceNumberMissing'),
  invoiceGross: optionalText(30).refine(text => !text || amount(text) !== null, says('amountInvalid')),
  meterSerial: optionalText(60),
};

interface TypedProof {
  readonly customerNumber: string;
  readonly invoiceNumber: string;
  readonly invoiceGross?: string;
  readonly meterSerial?: string;
}

/** … and what holds for them together: `z.object({ ...proofFields }).refine(...proofGiven)`. */
export const proofGiven = [
  (form: TypedProof): boolean => Boolean(form.invoiceGross || form.meterSerial),
  {
    // The first rule's answer even where other fields are wrong: all errors are shown at once.
    when: () => true,
    path: ['invoiceGross'],
    message: says('proofMissing'),
  },
] satisfies [(form: TypedProof) => boolean, object];

/** What was typed, as `provenCustomer` takes it. */
export const proofOf = (form: TypedProof): Proof => ({
  customerNumber: form.customerNumber,
  invoiceNumber: form.invoiceNumber,
  invoiceGross: amount(form.invoiceGross),
  meterSerial: form.meterSerial ?? null,
});

/** What was typed, to be shown again. */
export const typedProof = (form: TypedProof): Record<string, string> => ({
  customerNumber: form.customerNumber,
  invoiceNumber: form.invoiceNumber,
  invoiceGross: form.invoiceGross ?? '',
  meterSerial: form.meterSerial ?? '',
});
