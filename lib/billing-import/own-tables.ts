/** Tables with an id that nothing but imports inserts into, those that others refer to last. */
export const OWN_TABLES = [
  'payments',
  'invoices',
  'tariffs',
  'meters',
  'contracts',
  'service_points',
  'customers',
] as const;
export type OwnTable = (typeof OWN_TABLES)[number];
