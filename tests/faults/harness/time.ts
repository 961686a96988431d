import type postgres from 'postgres';
import type { Providers } from '../../support/providers/providers';

const TABLES = [
  'outbox',
  'outbox_batches',
  'outbox_states',
  'webhook_events',
  'provider_health',
  'delivery_pauses',
];

/**
 * Lets time pass without waiting for it: every instant of delivery, in the database and in the providers' memory,
 * becomes that much older. Only true to life while no dispatcher is at work, so stop them or pause them first.
 */
export async function passTime(
  sql: postgres.Sql,
  providers: Pick<Providers, 'resend' | 'twilio'> | undefined,
  ms: number,
): Promise<void> {
  const seconds = `${ms / 1000} seconds`;
  const columns = await sql<{ table_name: string; column_name: string }[]>`
    select table_name, column_name from information_schema.columns
    where table_schema = 'public' and table_name in ${sql(TABLES)} and data_type = 'timestamp with time zone'`;
  await sql.begin(async tx => {
    // Their history may only be added to; the past of a test is made up all the same.
    await tx`set local session_replication_role = replica`;
    for (const table of TABLES) {
      const sets = columns
        .filter(({ table_name: name }) => name === table)
        .map(({ column_name: name }) => `"${name}" = "${name}" - interval '${seconds}'`);
      await tx.unsafe(`update "${table}" set ${sets.join(', ')}`);
    }
  });
  providers?.resend.age(ms);
  providers?.twilio.age(ms);
}

/** Takes everything out of the outbox, its history included, as no code of ours could. */
export async function emptyOutbox(sql: postgres.Sql): Promise<void> {
  await sql.begin(async tx => {
    await tx`set local session_replication_role = replica`;
    await tx`truncate outbox, outbox_batches, outbox_states, webhook_events, provider_health cascade`;
  });
}
