import { notFound } from 'next/navigation';
import { addressee } from '@/lib/accounts/letters/commands';
import { keptLetter } from '@/lib/accounts/letters/letter-cookie';
import { requireStaff } from '@/lib/auth/guards';
import { visitor } from '@/lib/auth/visitor';
import { download } from '@/lib/pdf/download';

type Context = { params: Promise<{ number: string }> };

/** The activation letter of an account that was made, or got a new password, a moment ago; 404 after that. */
export async function GET(_request: Request, { params }: Context): Promise<Response> {
  const actor = await requireStaff('customers.manage');
  const letter = await keptLetter(actor, decodeURIComponent((await params).number));
  if (!letter) notFound();
  const now = new Date();
  const to = await addressee(actor, await visitor(), letter.customerNumber, now);
  if (!to) notFound();
  const { activationLetter } = await import('@/lib/accounts/letters/letter');
  const name = `list-aktywacyjny_${letter.customerNumber}.pdf`;
  return download(await activationLetter(to, letter, now, 'pl'), { name, type: 'application/pdf' });
}
