/**
 * Notes on every request whom it comes from, before anything else sees it: Next.js hands pages no socket, and
 * leaves a client's own X-Forwarded-For as it is. Node announces each request on this channel.
 */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return;
  const { subscribe } = await import('node:diagnostics_channel');
  const { ADDRESS_HEADER, clientAddress } = await import('./lib/auth/address');
  const { env } = await import('./lib/env');
  subscribe('http.server.request.start', message => {
    const { headers, socket } = (message as { request: import('node:http').IncomingMessage }).request;
    const forwarded = headers['x-forwarded-for'];
    headers[ADDRESS_HEADER] = clientAddress(
      socket.remoteAddress,
      Array.isArray(forwarded) ? forwarded.join(',') : forwarded,
      env().TRUSTED_PROXIES,
    );
  });
}
