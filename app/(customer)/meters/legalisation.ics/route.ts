import { notFound } from 'next/navigation';
import { getTranslations } from '@/lib/i18n/server';
import { calendarAnswer, calendarUid, portalAddress } from '@/app/(customer)/calendar-answer';
import { requireCustomer } from '@/lib/auth/guards';
import type { CalendarEntry } from '@/lib/calendar/rules';
import { placeLine } from '@/lib/customers/address';
import { listMeters } from '@/lib/meters/queries';
import { utility } from '@/lib/utility';

/** Time enough to find somebody for the work, and a last word. The main meter is none of the customer's work. */
const REMIND_DAYS_BEFORE = { main: [], additional: [30, 7] } as const;

/** The ends of the legalisation of every meter that the current customer has now; 404 when none is known. */
export async function GET(): Promise<Response> {
  const actor = await requireCustomer('see');
  const now = new Date();
  const [points, t] = [await listMeters(actor, now), await getTranslations('meters.calendar')];
  const entries = points.flatMap(({ address, meters }) =>
    meters.flatMap(({ serial, role, validUntil }): CalendarEntry[] =>
      validUntil === null
        ? []
        : [
            {
              uid: calendarUid('legalisation', serial),
              on: validUntil,
              summary: t(`summary.${role}`, { serial }),
              description: t(`description.${role}`, {
                address: placeLine(address),
                phone: utility().contact.phone,
              }),
              url: portalAddress('/meters'),
              remindDaysBefore: REMIND_DAYS_BEFORE[role],
            },
          ],
    ),
  );
  if (entries.length === 0) notFound();
  return calendarAnswer(t('name'), 'legalizacja-wodomierzy.ics', entries, now);
}
