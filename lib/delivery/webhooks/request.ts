import 'server-only';

const MOST_BYTES = 256 * 1024;

/** The raw body, which the signature covers. @returns null when it is larger than any event */
export async function readBody(request: Request): Promise<string | null> {
  if (Number(request.headers.get('content-length') ?? 0) > MOST_BYTES) return null;
  if (!request.body) return '';
  const parts: Uint8Array[] = [];
  let size = 0;
  const reader = request.body.getReader();
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    size += part.value.byteLength;
    if (size > MOST_BYTES) {
      await reader.cancel();
      return null;
    }
    parts.push(part.value);
  }
  return Buffer.concat(parts).toString('utf8');
}

export const answer = (status: number): Response =>
  new Response(null, { status, headers: { 'cache-control': 'no-store' } });
