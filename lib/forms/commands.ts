import 'server-only';
import { and, eq, isNull } from 'drizzle-orm';
import { db, type Transaction } from '@/db/client';
import { formDocuments } from '@/db/schema';
import { writeAudit } from '@/lib/audit/commands';
import type { StaffActor } from '@/lib/auth/actor';
import type { Visitor } from '@/lib/auth/visitor';
import type { Day } from '@/lib/kernel/dates';
import { sha256 } from '@/lib/kernel/hash';
import { newRef } from '@/lib/kernel/refs';
import { Refusal } from '@/lib/kernel/refusal';
import { isPdf, isPlainPdf, isWholePdf, LARGEST_UPLOAD, plainName } from '@/lib/uploads/prepare';
import type { FormCategory } from './rules';

/** What staff do with uploaded forms; who may is said by the actions that call this. */

type From = Pick<Visitor, 'ip'>;

export interface FormToPublish {
  /** reference of any version of the form that this is a new version of; null: a new form */
  readonly replaces: string | null;
  readonly category: FormCategory;
  /** trimmed and not empty */
  readonly titlePl: string;
  readonly titleEn: string;
  /** as the utility counts; trimmed and not empty */
  readonly version: string;
  /** offered from this day on; may lie ahead */
  readonly validFrom: Day;
  readonly file: { readonly name: string; readonly bytes: Uint8Array };
}

/** @throws Refusal `fileLarge`, `fileNotPdf`, `fileBroken`, `fileActive`, each with the file's name (SECURITY S11) */
function judgePdf({ name, bytes }: FormToPublish['file']): void {
  const refused = (code: string) => new Refusal(code, 'file', { name: name.slice(0, 60) });
  if (bytes.byteLength > LARGEST_UPLOAD) throw refused('fileLarge');
  if (!isPdf(bytes)) throw refused('fileNotPdf');
  if (!isWholePdf(bytes)) throw refused('fileBroken');
  if (!isPlainPdf(bytes)) throw refused('fileActive');
}

/**
 * Publishes a form, or a new version of one. The same upload twice is one.
 * @returns its reference
 * @throws Refusal as of the file (field `file`); `formGone` for a form that is not there; `formVersionKnown` (field
 *   `version`) when this form has another file of that version already
 */
export async function publishFormDocument(
  actor: StaffActor,
  from: From,
  { replaces, file, ...values }: FormToPublish,
  now: Date,
): Promise<string> {
  judgePdf(file);
  const contentHash = sha256(file.bytes);
  return db().transaction(async tx => {
    const ref = newRef();
    const document =
      replaces === null ? await sameForm(tx, contentHash, values) : await lockedForm(tx, replaces);
    if (document !== null) {
      const [known] = await tx
        .select({
          ref: formDocuments.ref,
          contentHash: formDocuments.contentHash,
          withdrawnAt: formDocuments.withdrawnAt,
        })
        .from(formDocuments)
        .where(and(eq(formDocuments.document, document), eq(formDocuments.version, values.version)));
      if (known?.contentHash === contentHash && known.withdrawnAt === null) return known.ref;
      if (known) throw new Refusal('formVersionKnown', 'version', { version: values.version });
    }
    await tx.insert(formDocuments).values({
      ...values,
      ref,
      document: document ?? ref,
      filename: plainName(file.name, 'pdf', 'formularz'),
      contentType: 'application/pdf',
      content: file.bytes,
      size: file.bytes.byteLength,
      contentHash,
      publishedAt: now,
      publishedBy: actor.accountId,
    });
    const details = { version: values.version, validFrom: values.validFrom };
    const { accountId } = actor;
    await writeAudit(
      tx,
      { action: 'form.published', entity: `form:${ref}`, accountId, ip: from.ip, details },
      now,
    );
    return ref;
  });
}

/** The form that was published as new with this very file and title: the same page, sent twice. */
async function sameForm(
  tx: Transaction,
  contentHash: string,
  { titlePl, version }: Pick<FormToPublish, 'titlePl' | 'version'>,
): Promise<string | null> {
  // Two at once take turns; forms are published a few times a year.
  await tx.execute('lock table form_documents in share row exclusive mode');
  const [same] = await tx
    .select({ document: formDocuments.document })
    .from(formDocuments)
    .where(
      and(
        eq(formDocuments.contentHash, contentHash),
        eq(formDocuments.titlePl, titlePl),
        eq(formDocuments.version, version),
        isNull(formDocuments.withdrawnAt),
      ),
    );
  return same?.document ?? null;
}

async function lockedForm(tx: Transaction, ref: string): Promise<string> {
  await tx.execute('lock table form_documents in share row exclusive mode');
  const [form] = await tx
    .select({ document: formDocuments.document })
    .from(formDocuments)
    .where(eq(formDocuments.ref, ref));
  if (!form) throw new Refusal('formGone');
  return form.document;
}

/**
 * Takes one version off the page of forms; the one before it, if there is one, is offered again. It stays on file.
 * Twice is once.
 * @throws Refusal `formGone`
 */
export async function withdrawFormDocument(
  actor: StaffActor,
  from: From,
  ref: string,
  now: Date,
): Promise<void> {
  await db().transaction(async tx => {
    const [form] = await tx
      .select({
        id: formDocuments.id,
        version: formDocuments.version,
        withdrawnAt: formDocuments.withdrawnAt,
      })
      .from(formDocuments)
      .where(eq(formDocuments.ref, ref))
      .for('update');
    if (!form) throw new Refusal('formGone');
    if (form.withdrawnAt !== null) return;
    const { accountId } = actor;
    await tx
      .update(formDocuments)
      .set({ withdrawnAt: now, withdrawnBy: accountId })
      .where(eq(formDocuments.id, form.id));
    const details = { version: form.version };
    await writeAudit(
      tx,
      { action: 'form.withdrawn', entity: `form:${ref}`, accountId, ip: from.ip, details },
      now,
    );
  });
}
