import 'server-only';
import { sql, type SQL } from 'drizzle-orm';
import { addDays, formatDay, type Day } from '@/lib/kernel/dates';
import { formatMoney, grosze, type Locale } from '@/lib/kernel/money';
import { cancelled, entityIdOf, idsParam, withdrawn, type Source } from './subject';
import { smsDay } from './sms-day';

interface Facts {
  readonly customerNumber: string;
  readonly number: string;
  readonly ref: string;
  readonly gross: number;
  /** what the document itself asks for, where it says so */
  readonly toPay: number | null;
  readonly dueOn: Day;
  readonly currency: string;
  readonly isCorrection: boolean;
}

const rows = (where: SQL): SQL => sql`
  select i.id as entity_id, i.customer_id, '1' as occurrence,
    json_build_object('customerNumber', c.customer_number, 'number', i.invoice_number, 'ref', i.ref,
      'gross', i.gross_gr, 'toPay', i.to_pay_gr, 'dueOn', i.due_on, 'currency', i.currency,
      'isCorrection', i.is_correction) as facts
  from invoices i join customers c on c.id = i.customer_id
  where ${where}`;

/** Which of the texts fits: see the mail. */
function variantOf({ gross, toPay, isCorrection }: Facts) {
  if (isCorrection) return gross < 0 ? ('credit' as const) : ('charge' as const);
  if (gross < 0) return 'refund' as const;
  if (toPay === null || toPay === gross) return 'invoice' as const;
  return toPay > 0 ? ('reduced' as const) : ('settled' as const);
}

/**
 * An invoice has been issued: imported, and not of zero. A correction that changes what is to be paid is such a
 * document too, upwards or downwards; one that only changes words has no amount and is not announced. What was
 * older than a week when it first came is history (DELIVERY), and what is dated ahead waits for its day.
 */
export const invoiceIssued: Source<'invoice_issued', Facts> = {
  kind: 'invoice_issued',
  due: (today, _connection, _now, current) => {
    const { announcedWithinDays, catchUpDays } = current.notifications;
    const imported = sql`(i.first_imported_at at time zone 'Europe/Warsaw')::date`;
    return rows(sql`i.gross_gr <> 0 and i.issued_on <= ${today}::date
      and i.issued_on >= ${imported} - ${announcedWithinDays}::int
      and greatest(i.issued_on, ${imported}) >= ${addDays(today, -catchUpDays)}::date`);
  },
  of: ids => rows(sql`i.id = any(${idsParam(ids)})`),
  say: (facts, { locale }) => {
    const { customerNumber, number, ref, gross, toPay, dueOn, currency } = facts;
    const money = (amount: number, language: Locale) =>
      formatMoney(grosze(Math.abs(amount)), language, currency);
    const variant = variantOf(facts);
    const same = { number, amount: money(gross, locale), toPay: money(toPay ?? gross, locale) };
    return {
      mail: { variant, customerNumber, ...same, due: formatDay(dueOn, locale), invoiceRef: ref },
      sms: { variant, ...same, due: smsDay(dueOn, locale) },
    };
  },
  judge: async (connection, messages) => {
    const held = await connection.execute<{ id: string; gross: string }>(
      sql`select id::text, gross_gr::text as gross from invoices where id = any(${idsParam(messages.map(entityIdOf))})`,
    );
    const amounts = new Map(held.map(({ id, gross }) => [Number(id), Number(gross)]));
    return withdrawn(messages, id => (amounts.get(id) ? null : cancelled('changed')));
  },
};
