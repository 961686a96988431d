import type { AccessNeed } from '@/lib/auth/scopes';

/**
 * What of a customer's side opens with less than all of the access; whatever does not stand here needs `all`.
 * tests/architecture/scopes.test.ts compares the tables with the source, tests/e2e/security.spec.ts asks each page as
 * people of each scope.
 */
export const endpointNeeds: Readonly<Record<string, AccessNeed>> = {
  // of the person who is signed in, whatever the access to the customer is
  '/account': 'see',
  '/account/close': 'see',
  '/account/export': 'see',
  '/account/export/zip': 'see',
  '/account/sign-ins': 'see',
  '/account/data': 'owner',
  '/account/data/[what]': 'owner',
  '/account/customers/add': 'see',
  '/account/customers/add/code': 'see',
  '/account/customers/remove': 'see',
  '/account/email': 'see',
  '/account/email/code': 'see',
  '/account/phone': 'see',
  '/account/phone/code': 'see',
  '/account/second-factor': 'see',
  '/e-invoice/terms': 'see',
  '/notifications': 'see',
  '/overview': 'see',
  '/account/sharing': 'owner',
  // of the customer
  '/dashboard': 'see',
  '/consumption': 'see',
  '/consumption/csv': 'see',
  '/meters': 'see',
  '/meters/legalisation.ics': 'see',
  '/readings': 'see',
  '/readings/[ref]': 'see',
  '/readings/csv': 'see',
  '/readings/photos/[ref]': 'see',
  '/readings/new': 'readings',
  '/invoices': 'invoices',
  '/invoices/[ref]': 'invoices',
  '/invoices/[ref]/pdf': 'invoices',
  '/invoices/[ref]/due.ics': 'invoices',
  '/invoices/zip': 'invoices',
  '/settlements': 'invoices',
  '/settlements/csv': 'invoices',
};

export const actionNeeds: Readonly<Record<string, AccessNeed>> = {
  endSessionAction: 'see',
  endOtherSessionsAction: 'see',
  signOutEverywhereAction: 'see',
  closeAccountAction: 'see',
  requestChangeAction: 'owner',
  withdrawChangeAction: 'owner',
  switchCustomerAction: 'see',
  nameCustomerAction: 'see',
  startAddCustomerAction: 'see',
  completeAddCustomerAction: 'see',
  removeCustomerAction: 'see',
  startEmailChangeAction: 'see',
  completeEmailChangeAction: 'see',
  startPhoneChangeAction: 'see',
  completePhoneChangeAction: 'see',
  removePhoneAction: 'see',
  switchOffSecondFactorAction: 'see',
  acceptEInvoiceTermsAction: 'see',
  chooseNotificationsAction: 'see',
  submitReadingsAction: 'readings',
  inviteAction: 'owner',
  changeShareAction: 'owner',
  revokeShareAction: 'owner',
};
