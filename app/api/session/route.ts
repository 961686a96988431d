import { sessionLeft } from '@/lib/auth/session-left';

export const dynamic = 'force-dynamic';

const answer = async (stay: boolean): Promise<Response> =>
  Response.json(await sessionLeft(stay, new Date()), { headers: { 'cache-control': 'no-store' } });

/** Asks how long the session lasts; it ends when it would have ended. */
export const GET = (): Promise<Response> => answer(false);

/** «Stay»: counts as a request of the reader's. */
export const POST = (): Promise<Response> => answer(true);
