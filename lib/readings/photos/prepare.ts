import 'server-only';
import { Refusal } from '@/lib/kernel/refusal';
import { LARGEST_UPLOAD, pictureKind, redrawPicture, type Picture } from '@/lib/uploads/prepare';

/** A picture as we keep it: JPEG, upright, without EXIF (SECURITY S11). */
export type Photo = Picture;

/** Enough to read a register by. */
const EDGE = 1600;

/**
 * Makes of a sent file the picture that is kept: nothing of the sender's bytes remains.
 * @throws Refusal `photoLarge`, `photoHeic`, `photoKind`, `photoBroken`
 */
export async function preparePhoto(bytes: Uint8Array, field: string): Promise<Photo> {
  if (bytes.byteLength > LARGEST_UPLOAD) throw new Refusal('photoLarge', field);
  const kind = pictureKind(bytes);
  if (kind === 'heic') throw new Refusal('photoHeic', field);
  if (kind === null) throw new Refusal('photoKind', field);
  const drawn = await redrawPicture(bytes, EDGE);
  if (!drawn) throw new Refusal('photoBroken', field);
  return drawn;
}
