'use server';

import type { Route } from 'next';
import { redirect } from 'next/navigation';
import * as z from 'zod';
import { customerAction, says } from '@/lib/auth/action';
import { emailField, optionalText, requiredText } from '@/lib/auth/fields';
import { localPath } from '@/lib/auth/local-path';
import { clearStep, keepStep, keptStep } from '@/lib/auth/step-cookie';
import {
  acceptNewTerms,
  completeWish,
  decideEInvoice,
  withdrawEInvoice,
  type Outcome,
} from '@/lib/e-invoice/commands';
import { DELIVERIES } from '@/lib/e-invoice/rules';

const customerNumber = z.string().max(60);

/** All fields are judged at once, so that everything that is missing is said together. */
const wishFields = {
  customerNumber,
  delivery: z.enum(DELIVERIES).optional().catch(undefined),
  email: optionalText(300),
  acceptTerms: z.string().optional(),
  termsVersion: optionalText(20),
};
const wishForm = (withTerms: boolean) =>
  z
    .object(wishFields)
    .superRefine(({ delivery, email, acceptTerms }, ctx) => {
      if (!delivery) ctx.addIssue({ code: 'custom', path: ['delivery'], message: says('deliveryMissing') });
      const address = delivery && delivery !== 'portal' ? emailField.safeParse(email ?? '') : null;
      if (address?.success === false)
        ctx.addIssue({ code: 'custom', path: ['email'], message: address.error.issues[0]!.message });
      if (withTerms && !acceptTerms)
        ctx.addIssue({ code: 'custom', path: ['acceptTerms'], message: says('eInvoiceTick') });
    })
    .transform(({ delivery, email, ...rest }) => ({ ...rest, delivery: delivery!, email: email ?? null }));

const proofPage = (number: number): Route => `/e-invoice/proof/${number}?done=yes` as Route;

/** To the proof, or to the code; what was wished for waits in a sealed cookie until then. */
async function goOn(
  outcome: Outcome,
  wish: { delivery: (typeof DELIVERIES)[number]; termsVersion: string | null },
): Promise<never> {
  if ('number' in outcome) redirect(proofPage(outcome.number));
  const { delivery, termsVersion } = wish;
  await keepStep('e-invoice', 'wish', { delivery, termsVersion: termsVersion ?? '' });
  redirect('/e-invoice/code' as Route);
}

export const activateEInvoiceAction = customerAction(
  wishForm(true),
  async (actor, input, now, from) => {
    const wish = { ...input, termsVersion: input.termsVersion ?? '' };
    return goOn(await decideEInvoice(actor, from, wish, now), wish);
  },
  'all',
);

export const changeEInvoiceAction = customerAction(
  wishForm(false),
  async (actor, input, now, from) => {
    const wish = { ...input, termsVersion: null };
    return goOn(await decideEInvoice(actor, from, wish, now), wish);
  },
  'all',
);

const codeForm = z.object({ code: requiredText(says('codeMissing'), 20) });

export const confirmAddressAction = customerAction(
  codeForm,
  async (actor, { code }, now, from) => {
    const kept = (await keptStep('e-invoice'))?.values;
    const delivery = DELIVERIES.find(one => one === kept?.delivery);
    const wish = delivery ? { delivery, termsVersion: kept?.termsVersion || null } : null;
    const done = await completeWish(actor, from, { code, wish }, now);
    await clearStep('e-invoice');
    const own = done.customerNumber === actor.current.customerNumber;
    redirect(own ? proofPage(done.number) : ('/e-invoice' as Route));
  },
  'all',
);

export const withdrawEInvoiceAction = customerAction(
  z.object({ customerNumber }),
  async (actor, input, now, from) => {
    redirect(proofPage(await withdrawEInvoice(actor, from, input, now)));
  },
  'all',
);

const termsForm = z.object({
  acceptTerms: z.string(says('termsTick')).min(1, says('termsTick')),
  termsVersion: z.string(says('invalid')).max(20),
  next: optionalText(1000),
});

export const acceptEInvoiceTermsAction = customerAction(
  termsForm,
  async (actor, input, now, from) => {
    await acceptNewTerms(actor, from, { version: input.termsVersion }, now);
    redirect(localPath(input.next, '/e-invoice' as Route));
  },
  'see',
);
