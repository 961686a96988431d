import 'server-only';
import { rawSql } from '@/db/client';
import type { Day } from '@/lib/kernel/dates';
import { versionsInForce, type FormCategory, type FormVersion } from './rules';

/** An uploaded form as everybody sees it. */
export interface PublishedForm extends FormVersion {
  readonly category: FormCategory;
  readonly titlePl: string;
  readonly titleEn: string;
  /** bytes */
  readonly size: number;
}

/** The uploaded forms that are in force, one version each. */
export async function publishedForms(today: Day): Promise<readonly PublishedForm[]> {
  const sql = rawSql();
  const versions = await sql<PublishedForm[]>`
    select ref, document, category, title_pl as "titlePl", title_en as "titleEn", version,
      valid_from::text as "validFrom", size
    from form_documents where withdrawn_at is null and valid_from <= ${today} order by id`;
  return versionsInForce(versions, today);
}

export interface FormFile {
  readonly filename: string;
  readonly contentType: string;
  readonly content: Uint8Array;
}

/** The file of a version that has begun and was not withdrawn; older ones too: people keep links. */
export async function findFormFile(ref: string, today: Day): Promise<FormFile | null> {
  const sql = rawSql();
  const [row] = await sql<FormFile[]>`
    select filename, content_type as "contentType", content from form_documents
    where ref = ${ref} and withdrawn_at is null and valid_from <= ${today}`;
  return row ?? null;
}
