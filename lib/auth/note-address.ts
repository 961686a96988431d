import { subscribe } from 'node:diagnostics_channel';
import type { IncomingMessage } from 'node:http';
import { env } from '@/lib/env';
import { ADDRESS_HEADER, clientAddress } from './address';

/** Writes the sender's address into every request of this process; what the client wrote there is gone. */
export function noteAddresses(): void {
  subscribe('http.server.request.start', message => {
    const { headers, socket } = (message as { request: IncomingMessage }).request;
    const forwarded = headers['x-forwarded-for'];
    headers[ADDRESS_HEADER] = clientAddress(
      socket.remoteAddress,
      Array.isArray(forwarded) ? forwarded.join(',') : forwarded,
      env().TRUSTED_PROXIES,
    );
  });
}
