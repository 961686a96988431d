import { Button } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import type { ManagedCustomer } from '@/lib/auth/actor';
import { getTranslations } from '@/lib/i18n/server';
import { switchCustomerAction } from './account/customers/actions';

/**
 * Says that an invoice is of another customer of the account than the one in the page's head, as after a link in
 * a mail, and leads to that customer.
 */
export async function OtherCustomer({
  customer: { customerNumber, nickname, name },
  invoiceRef,
}: {
  customer: ManagedCustomer;
  invoiceRef: string;
}) {
  const t = await getTranslations('customers.switch');
  return (
    <Notice>
      <p>
        {t('foreign')} <strong>{nickname ?? name}</strong> ({customerNumber})
      </p>
      <form action={switchCustomerAction} className="no-print">
        <input type="hidden" name="customerNumber" value={customerNumber} />
        <input type="hidden" name="next" value={`/invoices/${invoiceRef}`} />
        <Button look="quiet">{t('open')}</Button>
      </form>
    </Notice>
  );
}
