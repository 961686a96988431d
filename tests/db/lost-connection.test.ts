import { sql as statement } from 'drizzle-orm';
import type postgres from 'postgres';
import { connect } from '@/db/client';
import { isOutage } from '@/lib/delivery/persist';
import { testDatabase } from '../support/database';

const { db, sql, url } = testDatabase();

/** Ends the connection of a transaction from outside, as a server that restarts does. */
async function cut(tx: postgres.TransactionSql): Promise<void> {
  const [own] = await tx<{ pid: number }[]>`select pg_backend_pid() as pid`;
  await sql`select pg_terminate_backend(${own!.pid}, 5000)`;
}

/** Long enough for whatever the driver has put off to a later turn. */
const turns = async () => {
  for (let turn = 0; turn < 20; turn++) await new Promise(resolve => setImmediate(resolve));
};

/** An error that nobody carries would end the process; here it is caught, and fails the test. */
const loose: unknown[] = [];
const note = (error: unknown) => void loose.push(error);
beforeAll(() => process.on('uncaughtException', note).on('unhandledRejection', note));
afterAll(() => process.off('uncaughtException', note).off('unhandledRejection', note));
afterEach(async () => {
  await turns();
  expect(loose).toEqual([]);
  await expect(sql`select 1 as one`).resolves.toEqual([{ one: 1 }]);
});

it('a query that the loss interrupts rejects the transaction', async () => {
  const outcome = sql.begin(async tx => {
    const [own] = await tx<{ pid: number }[]>`select pg_backend_pid() as pid`;
    const sleeping = tx`select pg_sleep(60)`;
    await Promise.all([sleeping, sql`select pg_terminate_backend(${own!.pid}, 5000)`]);
  });
  const error: unknown = await outcome.catch((reason: unknown) => reason);
  expect(isOutage(error)).toBe(true);
});

it('work that goes on after the loss asks nothing more, and is not confirmed', async () => {
  const seen: string[] = [];
  let done = () => {};
  const finished = new Promise<void>(resolve => (done = resolve));
  const outcome = sql.begin(async tx => {
    await cut(tx);
    await turns();
    for (const ask of [() => tx`select 1`, () => tx.unsafe('select 1'), () => tx.savepoint(() => 1)]) {
      try {
        await ask();
        seen.push('answered');
      } catch (error) {
        seen.push(isOutage(error) ? 'refused' : String(error));
      }
    }
    done();
  });
  expect(isOutage(await outcome.catch((reason: unknown) => reason))).toBe(true);
  await finished;
  expect(seen).toEqual(['refused', 'refused', 'refused']);
});

it('a savepoint in a lost transaction is not rolled back to', async () => {
  const outcome = sql.begin(tx =>
    tx.savepoint(async inner => {
      await cut(inner);
      await inner`select 1`;
    }),
  );
  expect(isOutage(await outcome.catch((reason: unknown) => reason))).toBe(true);
});

it('transactions and their inner ones by drizzle', async () => {
  const outcome = db.transaction(tx =>
    tx.transaction(async inner => {
      const [own] = await inner.execute<{ pid: number }>(statement`select pg_backend_pid() as pid`);
      await sql`select pg_terminate_backend(${own!.pid}, 5000)`;
      await inner.execute(statement`select 1`);
    }),
  );
  expect(isOutage(await outcome.catch((reason: unknown) => reason))).toBe(true);
});

it("another's lost connection ends a transaction in good order: rolled back, its own connection given back", async () => {
  const one = connect(url, { max: 1 });
  try {
    await one.sql`create table left_behind (id int)`;
    const lost = Object.assign(new Error('a provider'), { code: 'ECONNRESET' });
    const outcome = one.sql.begin(async tx => {
      await tx`insert into left_behind values (1)`;
      throw lost;
    });
    await expect(outcome).rejects.toBe(lost);
    await expect(one.sql`select * from left_behind`).resolves.toEqual([]);
  } finally {
    await one.sql`drop table left_behind`;
    await one.sql.end();
  }
});

it('lost transactions leave nothing in memory', async () => {
  const works: WeakRef<object>[] = [];
  for (let round = 0; round < 4; round++) {
    await Promise.all(
      Array.from({ length: 9 }, async () => {
        await sql
          .begin(async tx => {
            const held = { pages: Buffer.alloc(1_000_000) };
            works.push(new WeakRef(held));
            await cut(tx);
            await tx`select ${held.pages.length}::int`;
          })
          .catch(() => {});
      }),
    );
  }
  await collected();
  const kept = works.filter(work => work.deref() !== undefined).length;
  // One for each connection of the pool may be left in what the driver remembers of its last query.
  expect(kept).toBeLessThanOrEqual(10);
});

/** Has the garbage collected, which only the engine itself can be asked for. */
async function collected(): Promise<void> {
  const { setFlagsFromString } = await import('node:v8');
  const { runInNewContext } = await import('node:vm');
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  for (let times = 0; times < 3; times++) {
    await turns();
    collect();
  }
}
