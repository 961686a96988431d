/** What somebody may do for a customer (lib/auth/scopes.ts says what each opens). */
export type AccessScope = 'see' | 'readings' | 'invoices' | 'all';
