import { filledForm } from '@/app/(public)/forms/form-file';
import { requireCustomer } from '@/lib/auth/guards';

/** The paper form of the e-invoice, filled in for the customer that is looked at. */
export async function GET(): Promise<Response> {
  return filledForm(await requireCustomer('all'), 'e-invoice');
}
