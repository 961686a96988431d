import { requireCustomer } from '@/lib/auth/guards';
import { formOwner } from '@/lib/e-invoice/queries';
import { dayOf } from '@/lib/kernel/dates';
import { download } from '@/lib/pdf/download';
import { currentTerms } from '@/lib/terms/queries';

/** The paper form, filled in for the customer that is looked at. */
export async function GET(): Promise<Response> {
  const actor = await requireCustomer('all');
  const [owner, terms] = [await formOwner(actor), await currentTerms('e_invoice', dayOf(new Date()))];
  const { acceptanceForm } = await import('@/lib/e-invoice/pdf');
  const name = `akceptacja-e-faktur_${owner.customerNumber}.pdf`;
  return download(await acceptanceForm(terms, owner), { name, type: 'application/pdf' });
}
