import 'server-only';

/** A file of the reader's own as an answer: never kept by a cache, its kind never guessed. */
export function download(
  content: Uint8Array,
  {
    name,
    type,
    attachment = false,
    shared = false,
  }: {
    name: string;
    type: string;
    /** saved and not shown: what somebody else sent (SECURITY S11) */
    attachment?: boolean;
    /** the same for everybody */
    shared?: boolean;
  },
): Response {
  const ascii = name.replace(/[^0-9A-Za-z._-]+/g, '_');
  return new Response(new Uint8Array(content), {
    headers: {
      'Content-Type': type,
      'Content-Length': String(content.byteLength),
      'Content-Disposition': `${attachment ? 'attachment' : 'inline'}; filename="${ascii}"; filename*=UTF-8''${encodeURIComponent(name)}`,
      'Cache-Control': shared ? 'no-cache' : 'private, no-store',
      'X-Content-Type-Options': 'nosniff',
    },
  });
}
