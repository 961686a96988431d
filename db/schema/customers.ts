import { sql } from 'drizzle-orm';
import { check, index, pgTable, uniqueIndex } from 'drizzle-orm/pg-core';
import { code, day, decimal, id, instant, polish, reference } from './columns';

/** A party to a supply contract, as the billing system knows it. */
export const customers = pgTable(
  'customers',
  {
    id: id(),
    customerNumber: code('customer_number').notNull(),
    kind: code('kind').$type<'person' | 'business'>().notNull(),
    name: polish('name').notNull(),
    nip: code('nip'),
    email: code('email'),
    phone: code('phone'),
    street: polish('street'),
    building: polish('building'),
    unit: polish('unit'),
    postalCode: code('postal_code'),
    city: polish('city').notNull(),
    /** individual account for payments, 26 digits */
    bankAccount: code('bank_account'),
    /** the account before the last change; set until staff confirm the new one (the classic fraud) */
    bankAccountBefore: code('bank_account_before'),
    bankAccountChangedAt: instant('bank_account_changed_at'),
    bankAccountConfirmedAt: instant('bank_account_confirmed_at'),
  },
  t => [
    uniqueIndex('customers_number').on(t.customerNumber),
    index('customers_nip').on(t.nip),
    index('customers_email').on(t.email),
    // without the country, which few type
    index('customers_phone').on(sql`right(${t.phone}, 9)`),
    // as people type it: registration looks numbers up without their hyphens and spaces
    index('customers_plain_number').on(sql`upper(translate(${t.customerNumber}, '- ', ''))`),
    check('customers_kind', sql`${t.kind} in ('person', 'business')`),
  ],
);

/** An address with meters. */
export const servicePoints = pgTable(
  'service_points',
  {
    id: id(),
    servicePointNumber: code('service_point_number').notNull(),
    street: polish('street'),
    building: polish('building').notNull(),
    unit: polish('unit'),
    postalCode: code('postal_code').notNull(),
    city: polish('city').notNull(),
  },
  t => [uniqueIndex('service_points_number').on(t.servicePointNumber)],
);

export const contracts = pgTable(
  'contracts',
  {
    id: id(),
    contractNumber: code('contract_number').notNull(),
    customerId: reference('customer_id')
      .notNull()
      .references(() => customers.id),
    servicePointId: reference('service_point_id')
      .notNull()
      .references(() => servicePoints.id),
    service: code('service').$type<'water' | 'sewage' | 'water_sewage'>().notNull(),
    tariffGroup: code('tariff_group'),
    signedOn: day('signed_on').notNull(),
    startsOn: day('starts_on').notNull(),
    /** last day; absent for an indefinite contract */
    endsOn: day('ends_on'),
  },
  t => [
    uniqueIndex('contracts_number').on(t.contractNumber),
    index('contracts_customer').on(t.customerId),
    index('contracts_service_point').on(t.servicePointId),
    check('contracts_service', sql`${t.service} in ('water', 'sewage', 'water_sewage')`),
  ],
);

export const tariffs = pgTable(
  'tariffs',
  {
    id: id(),
    tariffGroup: code('tariff_group').notNull(),
    item: code('item').$type<'water' | 'sewage' | 'subscription'>().notNull(),
    validFrom: day('valid_from').notNull(),
    validTo: day('valid_to'),
    /** zł per m³, or per month for the subscription */
    netPrice: decimal('net_price').notNull(),
    /** per cent */
    vatRate: decimal('vat_rate').notNull(),
  },
  t => [
    uniqueIndex('tariffs_key').on(t.tariffGroup, t.item, t.validFrom),
    check('tariffs_item', sql`${t.item} in ('water', 'sewage', 'subscription')`),
  ],
);
