import type { CustomerActor } from '@/lib/auth/actor';
import { FORMS, type FormName } from '@/lib/forms/documents';
import type { FormOwner } from '@/lib/forms/own/document';
import { formOwner } from '@/lib/forms/own/queries';
import { getLocale } from '@/lib/i18n/server';
import { dayOf } from '@/lib/kernel/dates';
import { download } from '@/lib/pdf/download';
import { currentTerms } from '@/lib/terms/queries';

async function formFile(form: FormName, owner: FormOwner | null): Promise<Response> {
  const today = dayOf(new Date());
  const [terms, locale] = [await currentTerms('e_invoice', today), await getLocale()];
  const { formPdf } = await import('@/lib/forms/own/pdf');
  const { file } = FORMS[form];
  return download(await formPdf(FORMS[form], { owner, terms, locale }), {
    name: `${file}${owner ? `_${owner.customerNumber}` : ''}.pdf`,
    type: 'application/pdf',
    shared: owner === null,
  });
}

/** A blank form: the same for everybody. */
export const blankForm = (form: FormName): Promise<Response> => formFile(form, null);

/** A form filled in for the customer that is looked at. */
export const filledForm = async (actor: CustomerActor, form: FormName): Promise<Response> =>
  formFile(form, await formOwner(actor, dayOf(new Date())));
