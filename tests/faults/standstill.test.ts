/** A client that stands still in the middle of what it does, however it does so: the server ends its transaction. */
import { once } from 'node:events';
import net from 'node:net';
import { sql as text } from 'drizzle-orm';
import { connect } from '@/db/client';
import { briefly } from '@/lib/delivery/brief';
import { testDatabase } from '../support/database';

jest.setTimeout(60_000);

const { sql, url } = testDatabase();

/** Runs work in a short transaction of a client that sends nothing more after the bytes that hold `last`. */
async function standingStill(last: string, work: Parameters<typeof briefly>[0]): Promise<void> {
  const { hostname, port } = new URL(url);
  let still = false;
  const stalled = connect(url, {
    max: 1,
    socket: async () => {
      const socket = net.connect(Number(port), hostname);
      await once(socket, 'connect');
      const write = socket.write.bind(socket) as (data: Buffer) => boolean;
      socket.write = (data: Buffer) => {
        if (still) return true;
        still = data.includes(last);
        return write(data);
      };
      return socket;
    },
  } as Parameters<typeof connect>[1]);
  const holder = globalThis as { ibokPool?: ReturnType<typeof connect> };
  const own = holder.ibokPool;
  holder.ibokPool = stalled;
  try {
    const ended = briefly(work);
    holder.ibokPool = own;
    await expect(ended).rejects.toThrow();
    expect(still).toBe(true);
  } finally {
    holder.ibokPool = own;
    await stalled.sql.end({ timeout: 1 });
  }
}

beforeEach(() => sql`insert into provider_health (provider) values ('twilio') on conflict do nothing`);

const lock = text`select failures from provider_health where provider = 'twilio' for update`;
const isFree = () => sql`select from provider_health where provider = 'twilio' for update nowait`;

describe('rows locked by a client that stands still are free again', () => {
  it('between two statements, the very first of which locks: idle for five seconds', async () => {
    await standingStill('for update', async tx => {
      await tx.execute(lock);
      await tx.execute(text`select 2`);
    });
    await expect(isFree()).resolves.toHaveLength(1);
  });

  it('in a statement that is named, its values still to come: after ten seconds', async () => {
    const [row] = await sql<
      { version: number }[]
    >`select current_setting('server_version_num')::int as version`;
    if (row!.version < 170_000) return console.warn('PostgreSQL before 17 cannot end it.');
    await standingStill('named and no more', async tx => {
      await tx.execute(text`select 1`);
      await tx.execute(lock);
      await tx.execute(text`select ${'x'}::text as "named and no more"`);
    });
    await expect(isFree()).resolves.toHaveLength(1);
  });
});
