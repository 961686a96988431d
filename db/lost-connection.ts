import type postgres from 'postgres';

/*
 * When its connection is lost, the driver (3.4.9) ends a transaction's promise at once. But it does not know that in
 * the transaction itself: when the work in it then fails, or is done, `rollback` or `commit` is written to a socket
 * that is not there any more, in a callback of nobody's, and the process ends by an uncaught error. A query that is
 * late might even run on a connection that somebody else has by then. So work that belongs to a lost connection never
 * tells the driver how it ended, and asks nothing more.
 */

const LOST = /^(CONNECTION_(CLOSED|DESTROYED|ENDED)|ECONNRESET|EPIPE|25P0[34]|57P0[123])$/;

/** Whether an error may mean that the connection is gone; another one's, or a provider's, looks the same. */
function looksLost(error: unknown): boolean {
  for (let at = error; at instanceof Error; at = at.cause) {
    if (LOST.test(String((at as Error & { code?: unknown }).code))) return true;
  }
  return false;
}

/** The driver learns within a turn or two that a socket is closed. After so long an error was about something else. */
const PATIENCE_MS = 1_000;

const NEVER = () => new Promise<never>(() => {});
const nextTurn = () => new Promise<void>(resolve => setImmediate(resolve));

/** One transaction, from `begin` to its end, whichever way it ended. */
class Life {
  private isOver = false;
  private isSuspect = false;
  private over = () => {};
  private readonly end = new Promise<void>(resolve => (this.over = resolve));

  /** @param outcome of the driver's `begin`: the first to know when the connection is lost */
  follow(outcome: Promise<unknown>): void {
    const end = () => {
      this.isOver = true;
      this.over();
    };
    outcome.then(end, end);
  }

  /**
   * Does work between `begin` or `savepoint` and what the driver then adds to it. Nothing holds on to a promise that
   * stays open here: the driver forgets its own with the connection.
   */
  async hold<T>(work: () => T | Promise<T>): Promise<T> {
    try {
      const result = await work();
      if (this.isSuspect) await this.clear();
      return this.isOver ? await NEVER() : result;
    } catch (error) {
      await nextTurn();
      if (this.isSuspect || looksLost(error)) await this.clear();
      if (this.isOver) return NEVER();
      throw error;
    }
  }

  /** Waits until it is known what became of the connection. */
  private async clear(): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const patience = new Promise<void>(resolve => (timer = setTimeout(resolve, PATIENCE_MS)));
    await Promise.race([this.end, patience]);
    clearTimeout(timer);
  }

  /** The transaction's `sql` as the work sees it: after the loss, or the end, queries throw instead of being sent. */
  guard<Types extends Record<string, unknown>>(
    tx: postgres.TransactionSql<Types>,
  ): postgres.TransactionSql<Types> {
    const savepoint = (...given: [unknown, unknown?]) => {
      this.refuse();
      const work = given.pop() as (inner: postgres.TransactionSql<Types>) => unknown;
      const held = (inner: postgres.TransactionSql<Types>) => this.hold(() => work(this.guard(inner)));
      return given.length > 0 ? tx.savepoint(given[0] as string, held) : tx.savepoint(held);
    };
    const query =
      (make: (...given: unknown[]) => unknown) =>
      (...given: unknown[]) => {
        this.refuse();
        return this.watch(make(...given));
      };
    return new Proxy(tx, {
      apply: (target, self, given: unknown[]) => {
        const isQuery = Array.isArray((given[0] as { raw?: unknown } | undefined)?.raw);
        const call = (...args: unknown[]): unknown => Reflect.apply(target, self, args);
        return isQuery ? query(call)(...given) : call(...given);
      },
      get: (target, name, self) => {
        const member: unknown = Reflect.get(target, name, self);
        if (name === 'savepoint') return savepoint;
        if (name !== 'unsafe' && name !== 'file') return member;
        return query(member as (...given: unknown[]) => unknown);
      },
    });
  }

  private refuse(): void {
    if (!this.isOver && !this.isSuspect) return;
    throw Object.assign(new Error('The transaction is over: its connection was lost, or it has ended'), {
      code: 'CONNECTION_CLOSED',
    });
  }

  /** Notes a query's failure before whoever waits for it hears of it. Queries are sent when somebody waits for them. */
  private watch(query: unknown): unknown {
    if (!(query instanceof Promise)) return query;
    const then = query.then.bind(query);
    query.then = ((ok, failed) =>
      then(ok, (error: unknown) => {
        this.isSuspect ||= looksLost(error);
        if (failed) return failed(error);
        throw error;
      })) as typeof query.then;
    return query;
  }
}

/** Makes the transactions of a client survive the loss of their connection: they are rejected, and that is all. */
export function guardTransactions(sql: postgres.Sql): void {
  const begin = sql.begin.bind(sql) as (...given: unknown[]) => Promise<unknown>;
  const guarded = (...given: unknown[]) => {
    const work = given.pop() as (tx: postgres.TransactionSql) => unknown;
    const life = new Life();
    const outcome = begin(...given, (tx: postgres.TransactionSql) => life.hold(() => work(life.guard(tx))));
    life.follow(outcome);
    return outcome;
  };
  sql.begin = guarded as typeof sql.begin;
}
