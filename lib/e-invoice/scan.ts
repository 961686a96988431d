import 'server-only';
import { sha256 } from '@/lib/kernel/hash';
import { Refusal } from '@/lib/kernel/refusal';
import {
  isPdf,
  isWholePdf,
  LARGEST_UPLOAD,
  pictureKind,
  plainName,
  redrawPicture,
} from '@/lib/uploads/prepare';

/** A signed form as it is kept. */
export interface Scan {
  readonly filename: string;
  readonly contentType: 'application/pdf' | 'image/jpeg';
  readonly content: Uint8Array;
  readonly sha256: string;
}

/** Pixels a side: A4 at 200 dots an inch, on which a signature is still a signature. */
const EDGE = 2_340;
const UNNAMED = 'formularz';
/** What the first bytes say, whatever the file is called. */
function kindOf(bytes: Uint8Array): 'pdf' | 'picture' | null {
  if (isPdf(bytes)) return 'pdf';
  const kind = pictureKind(bytes);
  return kind === 'jpeg' || kind === 'png' ? 'picture' : null;
}

/**
 * Makes of a sent file what is kept: a PDF as it was received, because it is the proof; a picture drawn anew, so that
 * nothing of the sender's bytes remains (SECURITY S11).
 * @throws Refusal `scanMissing`, `scanLarge`, `scanKind`, `scanBroken`, all of the field `scan`
 */
export async function prepareScan(file: { name: string; bytes: Uint8Array } | null): Promise<Scan> {
  if (!file || file.bytes.byteLength === 0) throw new Refusal('scanMissing', 'scan');
  if (file.bytes.byteLength > LARGEST_UPLOAD) throw new Refusal('scanLarge', 'scan');
  const kind = kindOf(file.bytes);
  if (kind === null) throw new Refusal('scanKind', 'scan');
  if (kind === 'pdf') {
    if (!isWholePdf(file.bytes)) throw new Refusal('scanBroken', 'scan');
    return kept(plainName(file.name, 'pdf', UNNAMED), 'application/pdf', file.bytes);
  }
  const drawn = await redrawPicture(file.bytes, EDGE);
  if (!drawn) throw new Refusal('scanBroken', 'scan');
  return kept(plainName(file.name, 'jpg', UNNAMED), 'image/jpeg', drawn.content);
}

const kept = (filename: string, contentType: Scan['contentType'], content: Uint8Array): Scan => ({
  filename,
  contentType,
  content,
  sha256: sha256(content),
});
