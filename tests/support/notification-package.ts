import { addDays, type Day } from '@/lib/kernel/dates';
import { soundPackage, type Files } from './billing-package';

/** A number that says its day: `U+30` is the contract that ends 30 days after the first. */
export const at = (prefix: string, offset: number): string => `${prefix}${offset < 0 ? '' : '+'}${offset}`;

const range = (from: number, to: number): number[] =>
  Array.from({ length: to - from + 1 }, (_, i) => from + i);

/** Ends of contracts and legalisations around each of their lead days, and some that are long past. */
export const CONTRACT_ENDS = [...range(-3, 22), ...range(26, 46), ...range(56, 76)];
export const LEGALISATION_ENDS = [...range(-3, 22), ...range(26, 46), ...range(86, 106)];
/** Due dates around the day of the e-monit. */
export const DUE_DAYS = range(-4, 14);

const head = {
  customers: 'customer_number,kind,name,nip,email,phone,street,building,unit,postal_code,city,bank_account',
  contracts:
    'contract_number,customer_number,service_point_number,service,tariff_group,signed_on,starts_on,ends_on',
  meters: 'serial_number,service_point_number,role,digits,installed_on,removed_on,legalisation_valid_until',
  invoices:
    'invoice_number,customer_number,contract_number,issued_on,sale_from,sale_to,due_on,net,vat,gross,corrects_invoice,ksef_number',
};

/**
 * K-1 has contracts, legalisations and payments that fall on, before and after each lead day counted from `first`;
 * K-2 has a contract without end, valid meters and nothing to pay. Each has one account.
 */
export function packageAround(first: Day): Files {
  const on = (offset: number): Day => addDays(first, offset);
  return soundPackage({
    'customers.csv': [
      head.customers,
      'K-1,person,Łucja Żółć,,,,Polna,1,2,66-300,Międzyrzecz,',
      'K-2,person,Jan Inny,,,,Polna,3,,66-300,Międzyrzecz,',
    ],
    'service_points.csv': [
      'service_point_number,street,building,unit,postal_code,city',
      'P-1,Polna,1,2,66-300,Międzyrzecz',
      'P-2,Polna,3,,66-300,Międzyrzecz',
    ],
    'contracts.csv': [
      head.contracts,
      'U-open,K-1,P-1,water_sewage,,2020-01-01,2020-01-01,',
      'U-other,K-2,P-2,water_sewage,,2020-01-01,2020-01-01,',
      // begins only after the end of these days
      `U-later,K-1,P-1,water,,2020-01-01,${on(20)},${on(30)}`,
      ...CONTRACT_ENDS.map(end => `${at('U', end)},K-1,P-1,water,,2020-01-01,2020-01-01,${on(end)}`),
    ],
    'meters.csv': [
      head.meters,
      `main,P-1,main,5,2020-01-01,,${on(30)}`,
      `removed,P-1,additional,5,2020-01-01,${on(-1)},${on(30)}`,
      `other,P-2,additional,5,2020-01-01,,${on(400)}`,
      ...LEGALISATION_ENDS.map(end => `${at('D', end)},P-1,additional,5,2020-01-01,,${on(end)}`),
    ],
    'invoices.csv': [
      head.invoices,
      ...DUE_DAYS.map(due => `${at('F', due)},K-1,,${on(due - 30)},,,${on(due)},100.00,8.00,108.00,,`),
      // paid to the last grosz, and another customer's
      `paid,K-1,,${on(-20)},,,${on(3)},100.00,8.00,108.00,,`,
      `other,K-2,,${on(-20)},,,${on(3)},100.00,8.00,108.00,,`,
    ],
    'payments.csv': [
      'payment_id,customer_number,booked_on,amount,invoice_number,title',
      `B-1,K-1,${on(-2)},108.00,paid,`,
      `B-2,K-2,${on(-2)},108.00,other,`,
    ],
    'accounts.csv': [
      'email,customer_number,phone,locale',
      'lucja@example.pl,K-1,,pl',
      'inny@example.pl,K-2,601202303,pl',
    ],
    'readings.csv': null,
    'tariffs.csv': null,
    'invoice_lines.csv': null,
    'e_invoice_consents.csv': null,
    'notification_preferences.csv': null,
  });
}
