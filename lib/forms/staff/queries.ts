import 'server-only';
import { rawSql } from '@/db/client';
import type { StaffActor } from '@/lib/auth/actor';
import type { Day } from '@/lib/kernel/dates';
import type { FormFile, PublishedForm } from '../queries';
import { versionsInForce } from '../rules';

/** One version of an uploaded form as staff see it. */
export interface StaffForm extends PublishedForm {
  readonly filename: string;
  /** instants, as the database writes them */
  readonly publishedAt: string;
  readonly publishedBy: string;
  readonly withdrawnAt: string | null;
  /** whether it is the version that everybody gets today */
  readonly inForce: boolean;
}

/** Every version of every uploaded form, withdrawn ones too: forms by their Polish title, newest version first. */
export async function listFormVersions(_actor: StaffActor, today: Day): Promise<readonly StaffForm[]> {
  const sql = rawSql();
  const rows = await sql<Omit<StaffForm, 'inForce'>[]>`
    select f.ref, f.document, f.category, f.title_pl as "titlePl", f.title_en as "titleEn", f.version,
      f.valid_from::text as "validFrom", f.size, f.filename, f.published_at as "publishedAt",
      a.email as "publishedBy", f.withdrawn_at as "withdrawnAt"
    from form_documents f join accounts a on a.id = f.published_by
    order by first_value(f.title_pl) over (partition by f.document order by f.id desc), f.document, f.id desc`;
  const standing = rows.filter(row => row.withdrawnAt === null).reverse();
  const inForce = new Set(versionsInForce(standing, today).map(({ ref }) => ref));
  return rows.map(row => ({ ...row, inForce: inForce.has(row.ref) }));
}

/** The file of any version, also of one that begins later or was withdrawn. */
export async function findFormVersionFile(_actor: StaffActor, ref: string): Promise<FormFile | null> {
  const sql = rawSql();
  const [row] = await sql<FormFile[]>`
    select filename, content_type as "contentType", content from form_documents where ref = ${ref}`;
  return row ?? null;
}
