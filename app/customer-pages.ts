import type { AccessNeed } from '@/lib/auth/scopes';

interface CustomerPage {
  readonly href: string;
  /** of its name under `layout.nav` */
  readonly key:
    | 'dashboard'
    | 'invoices'
    | 'settlements'
    | 'consumption'
    | 'readings'
    | 'messages'
    | 'eInvoice'
    | 'meters'
    | 'contracts'
    | 'notifications'
    | 'account';
  /** what the page itself asks for (its `requireCustomer`): nobody is offered what answers «no» */
  readonly needs: AccessNeed;
}

/** The customer's main navigation; an entry stands here from the day its page exists. Open: at most five. */
export const CUSTOMER_PAGES: readonly CustomerPage[] = [
  { href: '/dashboard', key: 'dashboard', needs: 'see' },
  { href: '/invoices', key: 'invoices', needs: 'invoices' },
  { href: '/settlements', key: 'settlements', needs: 'invoices' },
  { href: '/consumption', key: 'consumption', needs: 'see' },
  { href: '/readings', key: 'readings', needs: 'see' },
];

/** What people look for now and then. */
export const MORE_CUSTOMER_PAGES: readonly CustomerPage[] = [
  { href: '/messages', key: 'messages', needs: 'all' },
  { href: '/e-invoice', key: 'eInvoice', needs: 'all' },
  { href: '/meters', key: 'meters', needs: 'see' },
  { href: '/contracts', key: 'contracts', needs: 'all' },
  { href: '/notifications', key: 'notifications', needs: 'see' },
  { href: '/account', key: 'account', needs: 'see' },
];
