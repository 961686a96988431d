import type { Route } from 'next';
import type { Permission } from '@/lib/auth/permissions';
import type { Messages } from '@/lib/i18n/messages';
import {
  bouncedAddresses,
  draftAnnouncements,
  endingContracts,
  endingLegalisations,
  failedDeliveries,
  unknownDeliveries,
  waitingAccess,
  waitingComplaints,
  waitingDataChanges,
  waitingImports,
  waitingLetters,
  waitingMoveOuts,
  waitingReadings,
  type WaitingQuery,
} from '@/lib/office/waiting/queries';

/** A screen of the office: one entry of the navigation. */
export interface Section {
  /** its name under `admin.screens` */
  readonly key: keyof Messages['admin']['screens'];
  readonly href: `/admin/${string}`;
  /** who finds it in the navigation; the page itself asks for the same */
  readonly permission: Permission;
}

/**
 * Every screen in the order of the navigation; one stands here from the day its page exists. Adding a row is all
 * there is to do: what waits on it (below) links to it from then on.
 */
export const SECTIONS: readonly Section[] = [
  { key: 'customers', href: '/admin/customers', permission: 'customers.see' },
  { key: 'messages', href: '/admin/messages', permission: 'messages.see' },
  { key: 'imports', href: '/admin/imports', permission: 'imports.see' },
  { key: 'readings', href: '/admin/readings', permission: 'readings.see' },
  { key: 'access', href: '/admin/access', permission: 'customers.manage' },
  { key: 'changes', href: '/admin/changes', permission: 'changes.see' },
  { key: 'eInvoice', href: '/admin/e-invoice', permission: 'e_invoice.see' },
  { key: 'announcements', href: '/admin/announcements', permission: 'announcements.see' },
  { key: 'deliveries', href: '/admin/deliveries', permission: 'deliveries.see' },
  { key: 'documents', href: '/admin/documents', permission: 'documents.see' },
  { key: 'reports', href: '/admin/reports', permission: 'reports.see' },
  { key: 'settings', href: '/admin/settings', permission: 'settings.see' },
  { key: 'staff', href: '/admin/staff', permission: 'staff.see' },
  { key: 'audit', href: '/admin/audit', permission: 'audit.see' },
];

/** A sort of thing that waits for staff: one line of the start page, and part of the number beside its screen. */
export interface Task {
  /** its name under `admin.waiting` */
  readonly key: keyof Messages['admin']['waiting'];
  readonly permission: Permission;
  /** the screen where it is done; while that does not exist the line stands without a link */
  readonly screen: `/admin/${string}`;
  /** what of the screen, e.g. `?state=open`: the list shows what the line counts */
  readonly filter?: `?${string}` | `/${string}`;
  readonly query: WaitingQuery;
  /** worth knowing, but no number beside the screen: nobody can work it off today */
  readonly notice?: true;
}

/** Everything that may wait; the start page puts the nearest deadline first. */
export const TASKS: readonly Task[] = [
  {
    key: 'complaints',
    permission: 'messages.see',
    screen: '/admin/messages',
    filter: '?kind=complaints',
    query: waitingComplaints,
  },
  {
    key: 'letters',
    permission: 'messages.see',
    screen: '/admin/messages',
    filter: '?kind=letters',
    query: waitingLetters,
  },
  {
    key: 'moveOuts',
    permission: 'messages.see',
    screen: '/admin/messages',
    filter: '?kind=move_out',
    query: waitingMoveOuts,
  },
  { key: 'readings', permission: 'readings.see', screen: '/admin/readings', query: waitingReadings },
  { key: 'imports', permission: 'imports.see', screen: '/admin/imports', query: waitingImports },
  { key: 'access', permission: 'customers.manage', screen: '/admin/access', query: waitingAccess },
  { key: 'changes', permission: 'changes.see', screen: '/admin/changes', query: waitingDataChanges },
  {
    key: 'drafts',
    permission: 'announcements.write',
    screen: '/admin/announcements',
    query: draftAnnouncements,
  },
  {
    key: 'unknown',
    permission: 'deliveries.see',
    screen: '/admin/deliveries',
    filter: '?state=unknown',
    query: unknownDeliveries,
  },
  {
    key: 'failed',
    permission: 'deliveries.see',
    screen: '/admin/deliveries',
    filter: '?state=permanently_failed',
    query: failedDeliveries,
  },
  {
    key: 'bounced',
    permission: 'deliveries.see',
    screen: '/admin/deliveries',
    filter: '/addresses',
    query: bouncedAddresses,
    notice: true,
  },
  {
    key: 'contracts',
    permission: 'reports.see',
    screen: '/admin/reports',
    filter: '?report=contracts',
    query: endingContracts,
    notice: true,
  },
  {
    key: 'legalisations',
    permission: 'reports.see',
    screen: '/admin/reports',
    filter: '?report=meters',
    query: endingLegalisations,
    notice: true,
  },
];

/** Where a line leads; null while its screen does not exist. */
export const linkOf = ({ screen, filter }: Task): Route | null =>
  SECTIONS.some(({ href }) => href === screen) ? (`${screen}${filter ?? ''}` as Route) : null;
