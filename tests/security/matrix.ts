/**
 * Every page, route and action with who may use it. tests/architecture/routes.test.ts compares the list with
 * app/, so that nothing is added without a word here; tests/e2e/security.spec.ts asks each of them as nobody, as
 * two customers and as staff.
 */
export type Audience = 'public' | 'customer' | 'staff' | 'cron' | 'webhook';

export interface Endpoint {
  readonly path: string;
  readonly kind: 'page' | 'route';
  readonly audience: Audience;
  /** where the address holds somebody's reference: what stands for an own one and for nobody's */
  readonly unknown?: string;
  /** needs a step before it, without which it sends elsewhere */
  readonly step?: true;
  /** needs parameters: what it answers its own audience without them */
  readonly incomplete?: 400;
}

export const matrix: readonly Endpoint[] = [
  { path: '/', kind: 'page', audience: 'public' },
  { path: '/accessibility', kind: 'page', audience: 'public' },
  { path: '/contact', kind: 'page', audience: 'public' },
  { path: '/help', kind: 'page', audience: 'public' },
  { path: '/help/leak', kind: 'page', audience: 'public' },
  { path: '/privacy', kind: 'page', audience: 'public' },
  { path: '/login', kind: 'page', audience: 'public' },
  { path: '/login/code', kind: 'page', audience: 'public', step: true },
  { path: '/second-factor', kind: 'page', audience: 'public', step: true },
  { path: '/second-factor/codes', kind: 'page', audience: 'public', step: true },
  { path: '/second-factor/codes/text', kind: 'route', audience: 'public', step: true },
  { path: '/register', kind: 'page', audience: 'public' },
  { path: '/register/code', kind: 'page', audience: 'public', step: true },
  { path: '/activate', kind: 'page', audience: 'public' },
  { path: '/password/lost-mailbox', kind: 'page', audience: 'public' },
  { path: '/password/lost-mailbox/code', kind: 'page', audience: 'public', step: true },
  { path: '/password/lost-mailbox/sent', kind: 'page', audience: 'public', step: true },
  { path: '/password/forgot', kind: 'page', audience: 'public' },
  { path: '/password/reset', kind: 'page', audience: 'public' },
  { path: '/password/change', kind: 'page', audience: 'public', step: true },
  { path: '/tariffs', kind: 'page', audience: 'public' },
  { path: '/terms', kind: 'page', audience: 'public' },
  { path: '/terms/accept', kind: 'page', audience: 'public', step: true },
  { path: '/terms/e-invoice', kind: 'page', audience: 'public' },
  { path: '/water-quality', kind: 'page', audience: 'public' },
  { path: '/outbox', kind: 'page', audience: 'public' },
  { path: '/outbox/[ref]', kind: 'page', audience: 'public', unknown: '/outbox/0000000000' },
  { path: '/outbox/[ref]/html', kind: 'route', audience: 'public', unknown: '/outbox/0000000000/html' },
  // shows nothing, and only where APP_ENV is test
  { path: '/bench/empty', kind: 'page', audience: 'public' },
  { path: '/account', kind: 'page', audience: 'customer' },
  { path: '/account/email', kind: 'page', audience: 'customer' },
  { path: '/account/email/code', kind: 'page', audience: 'customer', step: true },
  { path: '/account/phone', kind: 'page', audience: 'customer' },
  { path: '/account/phone/code', kind: 'page', audience: 'customer', step: true },
  { path: '/notifications', kind: 'page', audience: 'customer' },
  { path: '/account/second-factor', kind: 'page', audience: 'customer' },
  { path: '/account/customers/add', kind: 'page', audience: 'customer' },
  { path: '/account/customers/add/code', kind: 'page', audience: 'customer' },
  { path: '/account/customers/remove', kind: 'page', audience: 'customer' },
  { path: '/dashboard', kind: 'page', audience: 'customer' },
  { path: '/overview', kind: 'page', audience: 'customer' },
  { path: '/invoices', kind: 'page', audience: 'customer' },
  { path: '/invoices/[ref]', kind: 'page', audience: 'customer', unknown: '/invoices/0000000000' },
  { path: '/invoices/[ref]/pdf', kind: 'route', audience: 'customer', unknown: '/invoices/0000000000/pdf' },
  {
    path: '/invoices/[ref]/due.ics',
    kind: 'route',
    audience: 'customer',
    unknown: '/invoices/0000000000/due.ics',
  },
  { path: '/invoices/zip', kind: 'route', audience: 'customer' },
  { path: '/settlements', kind: 'page', audience: 'customer' },
  { path: '/settlements/csv', kind: 'route', audience: 'customer' },
  { path: '/consumption', kind: 'page', audience: 'customer' },
  { path: '/consumption/csv', kind: 'route', audience: 'customer', incomplete: 400 },
  { path: '/contracts', kind: 'page', audience: 'customer' },
  { path: '/meters', kind: 'page', audience: 'customer' },
  { path: '/meters/legalisation.ics', kind: 'route', audience: 'customer' },
  { path: '/readings', kind: 'page', audience: 'customer' },
  { path: '/readings/new', kind: 'page', audience: 'customer' },
  { path: '/readings/[ref]', kind: 'page', audience: 'customer', unknown: '/readings/0000000000' },
  { path: '/readings/csv', kind: 'route', audience: 'customer' },
  {
    path: '/readings/photos/[ref]',
    kind: 'route',
    audience: 'customer',
    unknown: '/readings/photos/0000000000',
  },
  {
    path: '/admin/readings/photos/[ref]',
    kind: 'route',
    audience: 'staff',
    unknown: '/admin/readings/photos/0000000000',
  },
  { path: '/readings/public', kind: 'page', audience: 'public' },
  { path: '/readings/public/sent', kind: 'page', audience: 'public' },
  // a link that does not work says so on a page of its own
  { path: '/r/[token]', kind: 'page', audience: 'public', unknown: '/r/unknown', step: true },
  {
    path: '/unsubscribe/[token]',
    kind: 'page',
    audience: 'public',
    unknown: '/unsubscribe/unknown',
    step: true,
  },
  {
    path: '/unsubscribe/[token]/one-click',
    kind: 'route',
    audience: 'public',
    unknown: '/unsubscribe/unknown/one-click',
  },
  { path: '/admin', kind: 'page', audience: 'staff' },
  // says how long the asking session lasts, and nothing else
  { path: '/api/session', kind: 'route', audience: 'public' },
  { path: '/api/cron/invoice-issued', kind: 'route', audience: 'cron' },
  { path: '/api/cron/payment-due', kind: 'route', audience: 'cron' },
  { path: '/api/cron/contract-expiry', kind: 'route', audience: 'cron' },
  { path: '/api/cron/legalisation-expiry', kind: 'route', audience: 'cron' },
  { path: '/api/cron/deliver', kind: 'route', audience: 'cron' },
  { path: '/api/health/live', kind: 'route', audience: 'public' },
  { path: '/api/health/ready', kind: 'route', audience: 'public' },
  // the provider's signature is the guard; nobody gets them
  { path: '/api/webhooks/resend', kind: 'route', audience: 'webhook' },
  { path: '/api/webhooks/twilio', kind: 'route', audience: 'webhook' },
];

/** Every Server Action: the file it stands in, its name and whose wrapper makes it. */
export const actions: readonly { file: string; name: string; audience: 'public' | 'customer' | 'staff' }[] = [
  { file: 'app/(public)/login/actions.ts', name: 'signInAction', audience: 'public' },
  { file: 'app/(public)/login/actions.ts', name: 'signInWithCodeAction', audience: 'public' },
  { file: 'app/(public)/login/actions.ts', name: 'signOutAction', audience: 'public' },
  { file: 'app/(public)/login/actions.ts', name: 'setLocaleAction', audience: 'public' },
  { file: 'app/(public)/register/actions.ts', name: 'startRegistrationAction', audience: 'public' },
  { file: 'app/(public)/register/actions.ts', name: 'completeRegistrationAction', audience: 'public' },
  { file: 'app/(public)/register/actions.ts', name: 'resendCodeAction', audience: 'public' },
  { file: 'app/(customer)/account/customers/actions.ts', name: 'switchCustomerAction', audience: 'customer' },
  { file: 'app/(customer)/account/customers/actions.ts', name: 'nameCustomerAction', audience: 'customer' },
  {
    file: 'app/(customer)/account/customers/actions.ts',
    name: 'startAddCustomerAction',
    audience: 'customer',
  },
  {
    file: 'app/(customer)/account/customers/actions.ts',
    name: 'completeAddCustomerAction',
    audience: 'customer',
  },
  { file: 'app/(customer)/account/customers/actions.ts', name: 'removeCustomerAction', audience: 'customer' },
  { file: 'app/(public)/terms/accept/actions.ts', name: 'acceptTermsAction', audience: 'public' },
  { file: 'app/(customer)/account/actions.ts', name: 'endSessionAction', audience: 'customer' },
  { file: 'app/(customer)/account/actions.ts', name: 'endOtherSessionsAction', audience: 'customer' },
  { file: 'app/(customer)/account/actions.ts', name: 'signOutEverywhereAction', audience: 'customer' },
  { file: 'app/(customer)/account/email/actions.ts', name: 'startEmailChangeAction', audience: 'customer' },
  {
    file: 'app/(customer)/account/email/actions.ts',
    name: 'completeEmailChangeAction',
    audience: 'customer',
  },
  { file: 'app/(customer)/account/phone/actions.ts', name: 'startPhoneChangeAction', audience: 'customer' },
  {
    file: 'app/(customer)/account/phone/actions.ts',
    name: 'completePhoneChangeAction',
    audience: 'customer',
  },
  { file: 'app/(customer)/account/phone/actions.ts', name: 'removePhoneAction', audience: 'customer' },
  {
    file: 'app/(customer)/notifications/actions.ts',
    name: 'chooseNotificationsAction',
    audience: 'customer',
  },
  { file: 'app/(customer)/readings/new/actions.ts', name: 'submitReadingsAction', audience: 'customer' },
  {
    file: 'app/(public)/readings/public/actions.ts',
    name: 'submitPublicReadingAction',
    audience: 'public',
  },
  { file: 'app/(public)/r/[token]/actions.ts', name: 'submitLinkedReadingAction', audience: 'public' },
  { file: 'app/(public)/unsubscribe/[token]/actions.ts', name: 'switchByLinkAction', audience: 'public' },
  { file: 'app/(public)/password/actions.ts', name: 'requestResetAction', audience: 'public' },
  { file: 'app/(public)/password/actions.ts', name: 'requestActivationAction', audience: 'public' },
  { file: 'app/(public)/password/actions.ts', name: 'setPasswordAction', audience: 'public' },
  {
    file: 'app/(public)/password/lost-mailbox/actions.ts',
    name: 'startAccessRequestAction',
    audience: 'public',
  },
  {
    file: 'app/(public)/password/lost-mailbox/actions.ts',
    name: 'confirmAccessRequestAction',
    audience: 'public',
  },
  { file: 'app/(public)/second-factor/actions.ts', name: 'startSecondFactorAction', audience: 'public' },
  { file: 'app/(public)/second-factor/actions.ts', name: 'cancelSecondFactorAction', audience: 'public' },
  { file: 'app/(public)/second-factor/actions.ts', name: 'confirmSecondFactorAction', audience: 'public' },
  { file: 'app/(public)/second-factor/actions.ts', name: 'renewRecoveryCodesAction', audience: 'public' },
  { file: 'app/(public)/second-factor/actions.ts', name: 'forgetRecoveryCodesAction', audience: 'public' },
  {
    file: 'app/(customer)/account/second-factor/actions.ts',
    name: 'switchOffSecondFactorAction',
    audience: 'customer',
  },
  { file: 'app/(public)/password/change/actions.ts', name: 'changePasswordAction', audience: 'public' },
];
