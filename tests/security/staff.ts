import type { Permission } from '@/lib/auth/permissions';
import type { Endpoint, Extra } from './endpoints';

/** address: what it is, the permission that opens it (lib/auth/permissions.ts says to which roles) */
const pages: Record<string, readonly ['page' | 'route', Permission, Extra?]> = {
  '/admin/imports': ['page', 'imports.see'],
  '/admin/imports/upload': ['route', 'imports.run', { step: true }],
  '/admin/imports/[ref]': ['page', 'imports.see', { unknown: '/admin/imports/0000000000' }],
  '/admin/imports/[ref]/state': ['route', 'imports.see', { unknown: '/admin/imports/0000000000/state' }],
  '/admin/imports/[ref]/rejected': [
    'route',
    'imports.see',
    { unknown: '/admin/imports/0000000000/rejected' },
  ],
  '/admin/readings': ['page', 'readings.see'],
  '/admin/readings/[ref]': ['page', 'readings.see', { unknown: '/admin/readings/0000000000' }],
  '/admin/readings/decide': ['page', 'readings.review'],
  '/admin/readings/photos/[ref]': ['route', 'readings.see', { unknown: '/admin/readings/photos/0000000000' }],
  '/admin': ['page', 'office.see'],
  '/admin/customers': ['page', 'customers.see'],
  '/admin/access': ['page', 'customers.manage'],
  '/admin/changes': ['page', 'changes.see'],
  '/admin/e-invoice': ['page', 'e_invoice.see'],
  '/admin/e-invoice/new': ['page', 'e_invoice.enter'],
  '/admin/e-invoice/print': ['page', 'e_invoice.see'],
  '/admin/e-invoice/print/csv': ['route', 'e_invoice.see'],
  '/admin/customers/[number]/view': [
    'page',
    'customers.view_as',
    { unknown: '/admin/customers/K-000000/view' },
  ],
  '/admin/customers/[number]/accounts': [
    'page',
    'customers.manage',
    { unknown: '/admin/customers/K-000000/accounts' },
  ],
  '/admin/customers/[number]/letter': [
    'route',
    'customers.manage',
    { unknown: '/admin/customers/K-000000/letter', incomplete: 404 },
  ],
  '/admin/customers/[number]/invoices/[ref]/pdf': [
    'route',
    'customers.see',
    { unknown: '/admin/customers/K-000000/invoices/0000000000/pdf' },
  ],
  '/admin/customers/[number]': ['page', 'customers.see', { unknown: '/admin/customers/K-000000' }],
  '/admin/announcements': ['page', 'announcements.see'],
  '/admin/announcements/new': ['page', 'announcements.write'],
  '/admin/announcements/[ref]': ['page', 'announcements.see', { unknown: '/admin/announcements/0000000000' }],
  '/admin/announcements/[ref]/edit': [
    'page',
    'announcements.write',
    { unknown: '/admin/announcements/0000000000/edit' },
  ],
  '/admin/messages': ['page', 'messages.see'],
  '/admin/messages/templates': ['page', 'messages.see'],
  '/admin/messages/[ref]': ['page', 'messages.see', { unknown: '/admin/messages/0000000000' }],
  '/admin/messages/[ref]/preview': [
    'page',
    'messages.answer',
    { unknown: '/admin/messages/0000000000/preview', step: true },
  ],
  '/admin/messages/files/[ref]': ['route', 'messages.see', { unknown: '/admin/messages/files/0000000000' }],
  '/admin/reports': ['page', 'reports.see'],
  '/admin/reports/csv': ['route', 'reports.see'],
  '/admin/settings': ['page', 'settings.see'],
  '/admin/staff': ['page', 'staff.see'],
  '/admin/audit': ['page', 'audit.see'],
  '/admin/audit/csv': ['route', 'audit.see'],
  '/admin/deliveries': ['page', 'deliveries.see'],
  '/admin/deliveries/[ref]': ['page', 'deliveries.see', { unknown: '/admin/deliveries/0000000000' }],
  '/admin/deliveries/addresses': ['page', 'deliveries.see'],
  '/admin/deliveries/channels': ['page', 'deliveries.see'],
  '/admin/deliveries/preview': ['page', 'deliveries.see'],
  '/admin/deliveries/preview/[kind]': [
    'page',
    'deliveries.see',
    { unknown: '/admin/deliveries/preview/unknown', known: '/admin/deliveries/preview/payment_due' },
  ],
  '/admin/deliveries/preview/[kind]/html': [
    'route',
    'deliveries.see',
    {
      unknown: '/admin/deliveries/preview/unknown/html',
      known: '/admin/deliveries/preview/payment_due/html',
    },
  ],
  '/admin/documents': ['page', 'documents.see'],
  '/admin/documents/forms/new': ['page', 'documents.publish'],
  '/admin/documents/forms/[ref]/pdf': [
    'route',
    'documents.see',
    { unknown: '/admin/documents/forms/0000000000/pdf' },
  ],
  '/admin/documents/terms/[document]': [
    'page',
    'documents.publish',
    { unknown: '/admin/documents/terms/none', known: '/admin/documents/terms/portal' },
  ],
  '/admin/documents/terms/[document]/preview': [
    'page',
    'documents.publish',
    {
      unknown: '/admin/documents/terms/none/preview',
      known: '/admin/documents/terms/portal/preview',
      step: true,
    },
  ],
  '/admin/documents/terms/[document]/versions/[version]': [
    'page',
    'documents.see',
    {
      unknown: '/admin/documents/terms/portal/versions/none',
      known: '/admin/documents/terms/portal/versions/1.0',
    },
  ],
};

export const staffEndpoints = Object.entries(pages).map(([path, [kind, permission, extra]]): Endpoint => ({
  path,
  kind,
  audience: 'staff',
  permission,
  ...extra,
}));

/** file: the actions that `staffAction` makes there, each with its permission */
export const staffActions: Record<string, Record<string, Permission>> = {
  'app/admin/access/actions.ts': {
    grantAccessAction: 'customers.manage',
    refuseAccessAction: 'customers.manage',
  },
  'app/admin/changes/actions.ts': {
    approveChangeAction: 'changes.decide',
    refuseChangeAction: 'changes.decide',
  },
  'app/admin/e-invoice/actions.ts': { enterConsentAction: 'e_invoice.enter' },
  'app/admin/customers/[number]/view/actions.ts': {
    startViewAction: 'customers.view_as',
    endViewAction: 'customers.view_as',
  },
  'app/admin/customers/[number]/accounts/actions.ts': {
    makeAccountAction: 'customers.manage',
    assignPasswordAction: 'customers.manage',
    lockAccountAction: 'customers.manage',
    resetFactorAction: 'customers.manage',
  },
  'app/admin/imports/actions.ts': {
    beginImportStepAction: 'imports.run',
    discardImportAction: 'imports.run',
  },
  'app/admin/readings/actions.ts': {
    approveReadingAction: 'readings.review',
    correctReadingAction: 'readings.review',
    rejectReadingAction: 'readings.review',
    approveReadingsAction: 'readings.review',
    rejectReadingsAction: 'readings.review',
  },
  'app/admin/announcements/actions.ts': {
    draftAnnouncementAction: 'announcements.write',
    publishAnnouncementAction: 'announcements.write',
    updateAnnouncementAction: 'announcements.write',
    endAnnouncementAction: 'announcements.write',
  },
  'app/admin/messages/actions.ts': {
    takeCaseAction: 'messages.answer',
    assignCaseAction: 'messages.answer',
    moveCaseAction: 'messages.answer',
    noteCaseAction: 'messages.answer',
    draftAnswerAction: 'messages.answer',
    sendAnswerAction: 'messages.answer',
    dropDraftAction: 'messages.answer',
    saveTemplateAction: 'messages.answer',
    withdrawTemplateAction: 'messages.answer',
  },
  'app/admin/settings/actions.ts': { changeSettingAction: 'settings.write' },
  'app/admin/staff/actions.ts': {
    addStaffAction: 'staff.manage',
    changeRoleAction: 'staff.manage',
    disableStaffAction: 'staff.manage',
    assignStaffPasswordAction: 'staff.manage',
    resetStaffFactorAction: 'staff.manage',
    forgetAssignedAction: 'staff.manage',
  },
  'app/admin/documents/actions.ts': {
    publishFormAction: 'documents.publish',
    withdrawFormAction: 'documents.publish',
    draftTermsAction: 'documents.publish',
    publishTermsAction: 'documents.publish',
    dropTermsDraftAction: 'documents.publish',
    withdrawTermsAction: 'documents.publish',
  },
  'app/admin/deliveries/actions.ts': {
    sendAgainAction: 'deliveries.manage',
    resolveUnknownAction: 'deliveries.manage',
    freeAddressAction: 'deliveries.manage',
    pauseChannelAction: 'deliveries.pause',
    resumeChannelAction: 'deliveries.pause',
  },
};
