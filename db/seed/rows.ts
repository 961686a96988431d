import type * as schema from '../schema';

/** Rows as the database holds them, ids included: the seed computes them all. */
export interface Rows {
  customers: (typeof schema.customers.$inferSelect)[];
  service_points: (typeof schema.servicePoints.$inferSelect)[];
  contracts: (typeof schema.contracts.$inferSelect)[];
  meters: (typeof schema.meters.$inferSelect)[];
  readings: (typeof schema.readings.$inferSelect)[];
  invoices: (typeof schema.invoices.$inferSelect)[];
  invoice_lines: (typeof schema.invoiceLines.$inferSelect)[];
  invoice_vat: (typeof schema.invoiceVat.$inferSelect)[];
  invoice_notes: (typeof schema.invoiceNotes.$inferSelect)[];
  invoice_corrections: (typeof schema.invoiceCorrections.$inferSelect)[];
  invoice_documents: (typeof schema.invoiceDocuments.$inferSelect)[];
  payments: (typeof schema.payments.$inferSelect)[];
  accounts: (typeof schema.accounts.$inferSelect)[];
  account_customers: (typeof schema.accountCustomers.$inferSelect)[];
  e_invoice_consents: (typeof schema.eInvoiceConsents.$inferSelect)[];
  notification_preferences: (typeof schema.notificationPreferences.$inferSelect)[];
  leak_hints: (typeof schema.leakHints.$inferSelect)[];
  terms_acceptances: (typeof schema.termsAcceptances.$inferSelect)[];
}

export const emptyRows = (): Rows => ({
  customers: [],
  service_points: [],
  contracts: [],
  meters: [],
  readings: [],
  invoices: [],
  invoice_lines: [],
  invoice_vat: [],
  invoice_notes: [],
  invoice_corrections: [],
  invoice_documents: [],
  payments: [],
  accounts: [],
  account_customers: [],
  e_invoice_consents: [],
  notification_preferences: [],
  terms_acceptances: [],
  leak_hints: [],
});

/** Hands out ids and numbers in the order of writing, so that the same customers always get the same ones. */
export class Counters {
  private readonly ids = new Map<string, number>();
  next(name: string): number {
    const value = (this.ids.get(name) ?? 0) + 1;
    this.ids.set(name, value);
    return value;
  }
}
