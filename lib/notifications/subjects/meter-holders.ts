import { sql, type SQL } from 'drizzle-orm';
import type { Day } from '@/lib/kernel/dates';

/** Whose meters are theirs on a day: `(service_point_id, customer_id)`, once each, from contracts in force. */
export const meterHolders = (today: Day): SQL => sql`
  (select distinct h.service_point_id, h.customer_id from contracts h
   where h.starts_on <= ${today}::date and (h.ends_on is null or h.ends_on >= ${today}::date))`;
