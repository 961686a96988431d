import 'server-only';
import { sql } from 'drizzle-orm';
import { db, type Connection } from '@/db/client';
import type { CustomerActor, ManagedCustomer } from '@/lib/auth/actor';
import type { Day } from '@/lib/kernel/dates';
import type { DataFile } from './files';

/** The customers whose data are the account's own: those of which it is an owner, not what others share with it. */
export const ownCustomers = (actor: CustomerActor): ManagedCustomer[] =>
  actor.customers.filter(({ owner }) => owner);

/** How much there is to be put together, told before it begins. */
export interface DataSize {
  readonly customers: number;
  readonly invoices: number;
  readonly proofs: number;
  readonly attachments: number;
  readonly photos: number;
  /** bytes, roughly: what is kept by its size, what is still to be drawn by what such a PDF takes */
  readonly bytes: number;
}

/** A drawn invoice or proof: an estimate, for the size told beforehand. */
const PDF_BYTES = 45_000;
/** A hundred readings or messages as JSON. */
const JSON_BYTES = 200_000;

export async function dataSize(actor: CustomerActor, connection: Connection = db()): Promise<DataSize> {
  const ids = sql`${`{${ownCustomers(actor)
    .map(({ id }) => id)
    .join()}}`}::bigint[]`;
  const [row] = await connection.execute<
    Record<'invoices' | 'proofs' | 'attachments' | 'photos' | 'kept', number>
  >(
    sql`select
      (select count(*)::int from invoices where customer_id = any(${ids})) as invoices,
      (select count(*)::int from e_invoice_consents where customer_id = any(${ids})) as proofs,
      (select count(*)::int from case_attachments a join case_entries e on e.id = a.entry_id
        join cases c on c.id = e.case_id where c.customer_id = any(${ids}) and not e.internal) as attachments,
      (select count(*)::int from reading_photos p join submitted_readings s on s.id = p.submission_id
        where s.customer_id = any(${ids})) as photos,
      (select coalesce(sum(a.size), 0)::float8 from case_attachments a join case_entries e on e.id = a.entry_id
          join cases c on c.id = e.case_id where c.customer_id = any(${ids}) and not e.internal)
        + (select coalesce(sum(octet_length(p.content)), 0)::float8 from reading_photos p
          join submitted_readings s on s.id = p.submission_id where s.customer_id = any(${ids})) as kept`,
  );
  const { invoices, proofs, attachments, photos, kept } = row!;
  const customers = ownCustomers(actor).length;
  const bytes = kept + (invoices + proofs) * PDF_BYTES + (customers + 1) * JSON_BYTES;
  return { customers, invoices, proofs, attachments, photos, bytes };
}

/** A file as JSON, two blanks a level. */
export async function jsonOf({ rows }: DataFile, connection: Connection = db()): Promise<Buffer> {
  const found = await connection.execute(sql`select to_json(x) as row from (${rows}) x`);
  return Buffer.from(
    `${JSON.stringify(
      found.map(({ row }) => row),
      null,
      2,
    )}\n`,
    'utf8',
  );
}

/** Documents of one own customer, oldest first. */
export async function ownInvoices(customerId: number, connection: Connection = db()) {
  return connection.execute<{ ref: string; number: string; isCorrection: boolean; issuedOn: Day }>(sql`
    select i.ref, i.invoice_number as number, i.is_correction as "isCorrection", i.issued_on::text as "issuedOn"
    from invoices i where i.customer_id = ${customerId} order by i.issued_on, i.invoice_number`);
}

export interface OwnUpload extends Record<string, unknown> {
  readonly ref: string;
  readonly name: string;
}

/** What was sent with messages and readings of one own customer. */
export async function ownUploads(customerId: number, connection: Connection = db()): Promise<OwnUpload[]> {
  return [
    ...(await connection.execute<OwnUpload>(sql`
      select a.ref, 'messages/' || c.ref || '_' || a.ref
          || case a.content_type when 'application/pdf' then '.pdf' else '.jpg' end as name
      from case_attachments a join case_entries e on e.id = a.entry_id join cases c on c.id = e.case_id
      where c.customer_id = ${customerId} and not e.internal
      union all
      select p.ref, 'readings/' || s.ref || '.jpg' from reading_photos p
        join submitted_readings s on s.id = p.submission_id where s.customer_id = ${customerId}`)),
  ];
}

/** The bytes of one of {@link ownUploads}. */
export async function uploadContent(
  customerId: number,
  ref: string,
  connection: Connection = db(),
): Promise<Uint8Array> {
  const [row] = await connection.execute<{ content: Uint8Array }>(sql`
    select a.content from case_attachments a join case_entries e on e.id = a.entry_id join cases c on c.id = e.case_id
      where a.ref = ${ref} and c.customer_id = ${customerId} and not e.internal
    union all
    select p.content from reading_photos p join submitted_readings s on s.id = p.submission_id
      where p.ref = ${ref} and s.customer_id = ${customerId}`);
  if (!row) throw new Error(`upload ${ref} went away while the export was made`);
  return row.content;
}
