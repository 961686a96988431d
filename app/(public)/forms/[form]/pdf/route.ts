import { notFound } from 'next/navigation';
import { formName } from '@/lib/forms/documents';
import { blankForm } from '../../form-file';

/** A blank form: the same for everybody. */
export async function GET(
  _request: Request,
  context: { params: Promise<{ form: string }> },
): Promise<Response> {
  return blankForm(formName((await context.params).form) ?? notFound());
}
