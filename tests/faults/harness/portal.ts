import { once } from 'node:events';
import * as http from 'node:http';
import type { AddressInfo } from 'node:net';

type Handler = (request: Request, context: unknown) => Promise<Response> | Response;

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
  // Read now, so that the first callback is not the one that waits for it.
  for (const path of ['webhooks/resend', 'webhooks/twilio']) await import(`../../../app/api/${path}/route`);
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
  if (!/^\/api\/(webhooks|cron)\/[a-z-]+$/.test(address.pathname)) return new Response(null, { status: 404 });
  const parts: Buffer[] = [];
  for await (const part of incoming) parts.push(part as Buffer);
  const route = (await import(`../../../app${address.pathname}/route`)) as Record<
    string,
    Handler | undefined
  >;
  const handler = route[incoming.method ?? ''];
  if (!handler) return new Response(null, { status: 405 });
  const headers = new Headers();
  for (const [name, value] of Object.entries(incoming.headers)) {
    if (value !== undefined) headers.set(name, String(value));
  }
  const body = parts.length > 0 ? Buffer.concat(parts) : undefined;
  return handler(new Request(address, { method: incoming.method, headers, body }), {
    params: Promise.resolve({}),
  });
}
