import { notFound } from 'next/navigation';
import { getLocale, getTranslations } from '@/lib/i18n/server';
import { calendarAnswer, calendarUid, portalAddress } from '@/app/(customer)/calendar-answer';
import { requireCustomer } from '@/lib/auth/guards';
import { findInvoice } from '@/lib/invoices/queries';
import { dayOf } from '@/lib/kernel/dates';
import { formatMoney } from '@/lib/kernel/money';

const REMIND_DAYS_BEFORE = [3];

/**
 * The due date of an invoice that still asks for something; 404 for any other, an unknown or somebody else's. Where
 * to pay is not in it but behind its link: an account number copied into calendars would outlive its truth.
 */
export async function GET(
  _request: Request,
  context: { params: Promise<{ ref: string }> },
): Promise<Response> {
  const actor = await requireCustomer('invoices');
  const now = new Date();
  const invoice = await findInvoice(actor, (await context.params).ref, dayOf(now));
  if (!invoice || invoice.settled.open <= 0) notFound();
  const [t, locale] = [await getTranslations('invoices.calendar'), await getLocale()];
  const { ref, number, dueOn } = invoice;
  const amount = formatMoney(invoice.settled.open, locale, invoice.currency);
  return calendarAnswer(
    t('name'),
    `termin-${number.replace(/[^0-9A-Za-z._-]+/g, '_')}.ics`,
    [
      {
        uid: calendarUid('invoice', ref),
        on: dueOn,
        summary: t('summary', { amount }),
        description: t('description', { number, amount }),
        url: portalAddress(`/invoices/${ref}`),
        remindDaysBefore: REMIND_DAYS_BEFORE,
      },
    ],
    now,
  );
}
