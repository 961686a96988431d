import { once } from 'node:events';
import * as http from 'node:http';
import type { AddressInfo } from 'node:net';
import * as contractExpiry from '@/app/api/cron/contract-expiry/route';
import * as deliver from '@/app/api/cron/deliver/route';
import * as invoiceIssued from '@/app/api/cron/invoice-issued/route';
import * as legalisationExpiry from '@/app/api/cron/legalisation-expiry/route';
import * as paymentDue from '@/app/api/cron/payment-due/route';
import * as resend from '@/app/api/webhooks/resend/route';
import * as twilio from '@/app/api/webhooks/twilio/route';

type Handler = (request: Request) => Promise<Response>;

const ROUTES: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  '/api/cron/contract-expiry': contractExpiry,
  '/api/cron/deliver': deliver,
  '/api/cron/invoice-issued': invoiceIssued,
  '/api/cron/legalisation-expiry': legalisationExpiry,
  '/api/cron/payment-due': paymentDue,
  '/api/webhooks/resend': resend,
  '/api/webhooks/twilio': twilio,
};

/** The portal's API routes over HTTP, in this process: what the providers' callbacks and a cron talk to. */
export interface ApiServer {
  readonly url: string;
  /** status of every answer, by path */
  readonly answers: { path: string; status: number; ms: number }[];
  readonly close: () => Promise<void>;
}

/**
 * Serves app/api/… by the route handlers themselves.
 * APP_URL is set to its address, so start it before anything asks for the environment.
 */
export async function serveApi(): Promise<ApiServer> {
  const answers: ApiServer['answers'] = [];
  const server = http.createServer((incoming, outgoing) => {
    void (async () => {
      const from = performance.now();
      const address = new URL(incoming.url ?? '/', url);
      let response: Response;
      try {
        response = await handle(incoming, address);
      } catch (error) {
        response = new Response(String(error), { status: 500 });
      }
      answers.push({ path: address.pathname, status: response.status, ms: performance.now() - from });
      outgoing.writeHead(response.status, Object.fromEntries(response.headers));
      outgoing.end(Buffer.from(await response.arrayBuffer()));
    })();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  process.env.APP_URL = url;
  const close = async () => {
    const closed = once(server, 'close');
    server.close();
    server.closeAllConnections();
    await closed;
  };
  return { url, answers, close };
}

async function handle(incoming: http.IncomingMessage, address: URL): Promise<Response> {
  const route = ROUTES[address.pathname];
  if (!route) return new Response(null, { status: 404 });
  const parts: Buffer[] = [];
  for await (const part of incoming) parts.push(part as Buffer);
  const handler = route[incoming.method ?? ''] as Handler | undefined;
  if (!handler) return new Response(null, { status: 405 });
  const headers = new Headers();
  for (const [name, value] of Object.entries(incoming.headers)) {
    if (value !== undefined) headers.set(name, String(value));
  }
  const body = parts.length > 0 ? Buffer.concat(parts) : undefined;
  return handler(new Request(address, { method: incoming.method, headers, body }));
}
