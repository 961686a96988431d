import 'server-only';
import { Refusal } from '@/lib/kernel/refusal';
import {
  isPdf,
  isPlainPdf,
  isWholePdf,
  LARGEST_UPLOAD,
  pictureKind,
  plainName,
  redrawPicture,
} from '@/lib/uploads/prepare';

/** A file as it is kept with an entry. */
export interface Attachment {
  readonly filename: string;
  readonly contentType: 'application/pdf' | 'image/jpeg';
  readonly content: Uint8Array;
}

export const MOST_FILES = 5;
/** for the choice of files; judged by their bytes all the same */
export const ACCEPTED_FILES = 'application/pdf,image/jpeg,image/png,image/webp';
/** Enough to read a page or a register by. */
const EDGE = 2_340;
const UNNAMED = 'plik';

/**
 * Makes of a sent file what is kept: a PDF that is nothing but a PDF as it came, a picture drawn anew (SECURITY S11).
 * @throws Refusal `fileLarge`, `fileHeic`, `fileKind`, `fileActive`, `fileBroken`, each with the file's name
 */
export async function prepareAttachment(name: string, bytes: Uint8Array, field: string): Promise<Attachment> {
  const refused = (code: string) => new Refusal(code, field, { name: name.slice(0, 60) });
  if (bytes.byteLength > LARGEST_UPLOAD) throw refused('fileLarge');
  if (isPdf(bytes)) {
    if (!isWholePdf(bytes)) throw refused('fileBroken');
    if (!isPlainPdf(bytes)) throw refused('fileActive');
    return { filename: plainName(name, 'pdf', UNNAMED), contentType: 'application/pdf', content: bytes };
  }
  const kind = pictureKind(bytes);
  if (kind === 'heic') throw refused('fileHeic');
  if (kind === null) throw refused('fileKind');
  const drawn = await redrawPicture(bytes, EDGE);
  if (!drawn) throw refused('fileBroken');
  return { filename: plainName(name, 'jpg', UNNAMED), contentType: 'image/jpeg', content: drawn.content };
}

/**
 * All files of a form, or what is wrong with the first that is refused; empty inputs are none.
 * @param sent the field as it came: nothing, one file or several
 * @throws Refusal as {@link prepareAttachment}; `filesMany`
 */
export async function prepareAttachments(sent: unknown, field: string): Promise<readonly Attachment[]> {
  const files = (Array.isArray(sent) ? sent : [sent]).filter(
    (one): one is File => one instanceof File && one.size > 0,
  );
  if (files.length > MOST_FILES) throw new Refusal('filesMany', field, { count: MOST_FILES });
  const prepared: Attachment[] = [];
  // One after another: each may take a hundred megabytes while it is drawn.
  for (const file of files)
    prepared.push(await prepareAttachment(file.name, new Uint8Array(await file.arrayBuffer()), field));
  return prepared;
}
