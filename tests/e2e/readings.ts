import postgres from 'postgres';
import type { DemoSignIn } from './support';

/** Works on the database of the portal under test. */
export async function withSql<T>(work: (sql: postgres.Sql) => Promise<T>): Promise<T> {
  const sql = postgres(process.env.E2E_DATABASE_URL ?? '', { max: 1 });
  try {
    return await work(sql);
  } finally {
    await sql.end();
  }
}

export interface ReadMeter {
  serial: string;
  customerNumber: string;
  /** whole m³ of the last state */
  last: number;
}

/** Forgets what was given through the portal for this sign-in's meters, so that each project begins alike. */
export const forgetReadings = ({ email }: DemoSignIn): Promise<ReadMeter[]> =>
  withSql(async sql => {
    const own = sql`select m.id from accounts a join account_customers ac on ac.account_id = a.id
      join contracts k on k.customer_id = ac.customer_id join meters m on m.service_point_id = k.service_point_id
      where a.email = ${email}`;
    await sql`delete from readings where origin = 'portal' and meter_id in (${own})`;
    await sql`update submitted_readings set state = 'withdrawn' where meter_id in (${own})`;
    return sql<ReadMeter[]>`
      select m.serial_number as serial, c.customer_number as "customerNumber",
        (select floor(r.value_l / 1000.0)::int from readings r where r.meter_id = m.id
          order by r.read_at desc limit 1) as last
      from accounts a join account_customers ac on ac.account_id = a.id
        join customers c on c.id = ac.customer_id join contracts k on k.customer_id = c.id
        join meters m on m.service_point_id = k.service_point_id and m.removed_on is null
      where a.email = ${email} order by m.role desc`;
  });
