import { notFound } from 'next/navigation';
import { filledForm } from '@/app/(public)/forms/form-file';
import { requireCustomer } from '@/lib/auth/guards';
import { formName } from '@/lib/forms/documents';

/** A form filled in with what is known of the customer that is looked at. */
export async function GET(
  _request: Request,
  context: { params: Promise<{ form: string }> },
): Promise<Response> {
  const actor = await requireCustomer('all');
  return filledForm(actor, formName((await context.params).form) ?? notFound());
}
