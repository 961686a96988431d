import type { StaffRole } from '@/db/schema/accounts';

/**
 * Who of staff may do what: one row a permission. `.see` opens pages and changes nothing; the auditor has no
 * other. An administrator is named nowhere and may everything.
 */
export const PERMISSIONS = {
  'office.see': ['customer_service', 'billing', 'dispatcher', 'auditor'],
  'customers.see': ['customer_service', 'billing', 'auditor'],
  /** accounts of customers: make, lock, reset the second factor, decide on access */
  'customers.manage': ['customer_service'],
  /** look at the portal as a customer does, with a reason, without writing */
  'customers.view_as': ['customer_service', 'billing'],
  /** changes of name and address, move-outs */
  'changes.see': ['customer_service', 'billing', 'auditor'],
  'changes.decide': ['customer_service', 'billing'],
  'imports.see': ['billing', 'auditor'],
  'imports.run': ['billing'],
  'readings.see': ['customer_service', 'billing', 'auditor'],
  'readings.review': ['customer_service', 'billing'],
  'e_invoice.see': ['customer_service', 'billing', 'auditor'],
  'e_invoice.enter': ['customer_service', 'billing'],
  'messages.see': ['customer_service', 'billing', 'auditor'],
  'messages.answer': ['customer_service', 'billing'],
  'announcements.see': ['customer_service', 'billing', 'dispatcher', 'auditor'],
  'announcements.write': ['dispatcher'],
  'documents.see': ['customer_service', 'billing', 'auditor'],
  /** forms and terms: new versions */
  'documents.publish': [],
  'deliveries.see': ['customer_service', 'billing', 'auditor'],
  'deliveries.manage': ['customer_service', 'billing'],
  /** stop and start a channel */
  'deliveries.pause': [],
  'settings.see': ['auditor'],
  'settings.write': [],
  'staff.see': ['auditor'],
  'staff.manage': [],
  'audit.see': ['auditor'],
  'reports.see': ['customer_service', 'billing', 'auditor'],
} as const satisfies Record<string, readonly StaffRole[]>;

export type Permission = keyof typeof PERMISSIONS;

export const may = (role: StaffRole, permission: Permission): boolean =>
  role === 'administrator' || (PERMISSIONS[permission] as readonly StaffRole[]).includes(role);
