import { connect } from './client';

/**
 * Tables from which not even the retention job of the application's role deletes: proof of who did what. Where the
 * two roles are apart, what has to go from them after its term goes by the owner's connection.
 */
const NEVER_DELETED = ['audit_log', 'settings', 'terms_acceptances'] as const;

/**
 * What the application's role may do where it does not own the tables (SECURITY S12): read and write rows, change
 * nothing of the schema, and of append-only tables only add to them. Those are found by their triggers, so that a
 * new one is never forgotten. The triggers refuse as well; without owning a table nobody can switch them off.
 * @param ownerUrl of the role that migrates
 * @param role name of the application's role, which exists
 */
export async function grantApplication(ownerUrl: string, role: string): Promise<void> {
  const { sql } = connect(ownerUrl, { max: 1 });
  try {
    await sql.begin(async tx => {
      const to = tx(role);
      for (const schema of ['public', 'drizzle']) await tx`grant usage on schema ${tx(schema)} to ${to}`;
      await tx`grant select on all tables in schema drizzle to ${to}`;
      await tx`grant select, insert, update, delete on all tables in schema public to ${to}`;
      await tx`grant usage, select on all sequences in schema public to ${to}`;
      await tx`revoke create on schema public from public`;
      const guarded = await tx<{ name: string }[]>`
        select distinct c.relname as name
        from pg_trigger t join pg_class c on c.oid = t.tgrelid join pg_namespace n on n.oid = c.relnamespace
          join pg_proc p on p.oid = t.tgfoid
        where n.nspname = 'public' and p.proname = 'refuse_change'`;
      for (const { name } of guarded) await tx`revoke update, truncate on ${tx(name)} from ${to}`;
      for (const name of NEVER_DELETED) await tx`revoke delete on ${tx(name)} from ${to}`;
    });
  } finally {
    await sql.end({ timeout: 5 });
  }
}
