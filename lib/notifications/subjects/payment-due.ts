import 'server-only';
import { sql, type SQL } from 'drizzle-orm';
import { addDays, dayOf, formatDay, type Day } from '@/lib/kernel/dates';
import { formatMoney, grosze } from '@/lib/kernel/money';
import type { CurrentUtility } from '@/lib/settings/declared';
import { openAmounts } from '../open-amounts';
import { leadsOf } from '../kinds';
import { isSuperseded, readOccurrence } from '../rules';
import { smsDay } from './sms-day';
import { cancelled, entityIdOf, expired, idsParam, leadsParam, withdrawn, type Source } from './subject';

interface Facts {
  readonly customerNumber: string;
  readonly number: string;
  readonly ref: string;
  readonly dueOn: Day;
  /** the Warsaw day on which payments came last; null before the first import */
  readonly asOf: Day | null;
  /** still to pay, in grosze; known once it is settled */
  readonly open?: number;
}

const leads = (current: CurrentUtility) => leadsOf('payment_due', current);

/** Whether staff keep reminders of invoice `i` back. */
const heldOn = (today: Day): SQL => sql`exists (select from reminder_holds h where h.invoice_id = i.id
  and (h.until is null or h.until >= ${today}::date))`;

const rows = (today: Day, current: CurrentUtility, where: SQL): SQL => sql`
  select i.id as entity_id, i.customer_id, 'due:' || i.due_on || ':' || l.lead as occurrence,
    json_build_object('customerNumber', c.customer_number, 'number', i.invoice_number, 'ref', i.ref,
      'dueOn', i.due_on, 'asOf', n.as_of) as facts
  from invoices i join customers c on c.id = i.customer_id
    cross join lateral (select min(d) as lead from unnest(${leadsParam(leads(current))}) d
      where i.due_on - d <= ${today}::date) l
    cross join (select (max(finished_at) at time zone 'Europe/Warsaw')::date as as_of from imports) n
  where ${where}`;

/**
 * The due date of an invoice that is not fully paid is near: told until that day. What is open, and whether the
 * customer owes anything at all, is the rule of the portal's own ledger. Other currencies are not in it.
 */
export const paymentDue: Source<'payment_due', Facts> = {
  kind: 'payment_due',
  due: (today, _connection, _now, current) =>
    rows(
      today,
      current,
      sql`i.due_on between ${today}::date and ${addDays(today, Math.max(...leads(current)))}::date
        and i.currency = 'PLN' and i.gross_gr > 0 and not ${heldOn(today)}`,
    ),
  of: (ids, today, current) => rows(today, current, sql`i.id = any(${idsParam(ids)})`),
  settle: async (connection, subjects, today) => {
    const settled = await openAmounts(
      connection,
      subjects.map(row => row.customerId),
      today,
    );
    return subjects.flatMap(row => {
      const account = settled.get(row.customerId);
      const open = account?.invoices.get(row.entityId)?.open ?? 0;
      return account && account.totals.balance > 0 && open > 0
        ? [{ ...row, facts: { ...row.facts, open } }]
        : [];
    });
  },
  say: ({ customerNumber, number, ref, dueOn, asOf, open = 0 }, { locale }, _connection, _subject, now) => {
    const amount = formatMoney(grosze(open), locale);
    const known = asOf ?? dayOf(now);
    return {
      mail: {
        customerNumber,
        number,
        open: amount,
        due: formatDay(dueOn, locale),
        asOf: formatDay(known, locale),
        invoiceRef: ref,
      },
      sms: { number, open: amount, due: smsDay(dueOn, locale), asOf: smsDay(known, locale) },
    };
  },
  judge: async (connection, messages, today, _now, current) => {
    const found = await connection.execute<{ id: string; customer: string; due: Day; held: boolean }>(sql`
      select i.id::text, i.customer_id::text as customer, i.due_on::text as due, ${heldOn(today)} as held
      from invoices i where i.id = any(${idsParam(messages.map(entityIdOf))})`);
    const invoices = new Map(found.map(row => [Number(row.id), row]));
    const settled = await openAmounts(
      connection,
      found.map(row => Number(row.customer)),
      today,
    );
    const verdict = (entityId: number, occurrence: string) => {
      const invoice = invoices.get(entityId);
      const told = readOccurrence(occurrence);
      if (!invoice || !told || invoice.due !== told.on) return cancelled('changed');
      if (told.on < today) return expired;
      if (isSuperseded(told.on, told.lead, leads(current), today)) return cancelled('superseded');
      if (invoice.held) return cancelled('held');
      const account = settled.get(Number(invoice.customer));
      if ((account?.invoices.get(entityId)?.open ?? 0) <= 0) return cancelled('paid');
      return (account?.totals.balance ?? 0) <= 0 ? cancelled('nothing_owed') : null;
    };
    return withdrawn(messages, verdict);
  },
};
