/**
 * The billing package as one table: which CSV files there are, what their columns hold, what identifies a row,
 * what a row refers to, and where it is kept. The reader, the staging tables, the merge, the documentation
 * (docs/billing-package.md) and the tests iterate it; INTERFACES.md is its source.
 */

export type ColumnType =
  /** an identifier of the billing system: kept as it is written, without outer blanks */
  | 'number'
  | 'text'
  | 'choice'
  | 'flag'
  | 'day'
  /** a Warsaw day or time */
  | 'instant'
  /** grosze */
  | 'money'
  /** m³ with three decimals at most, kept as litres; never negative */
  | 'volume'
  | 'decimal'
  | 'integer'
  | 'vat_rate'
  | 'nip'
  | 'nrb'
  | 'email'
  | 'phone'
  | 'ksef';

export type Entity = 'customer' | 'contract' | 'service_point' | 'meter' | 'invoice';

export interface Column {
  readonly type: ColumnType;
  readonly required?: true;
  /** choice: what is allowed */
  readonly values?: readonly string[];
  /** names a row of that entity, in the package or already in the database */
  readonly references?: Entity;
  /** decimal: places at most */
  readonly places?: number;
  /** decimal, money: not below zero */
  readonly unsigned?: true;
  /** integer: the range */
  readonly range?: readonly [number, number];
  /** column of the table that keeps it, where it has another name */
  readonly keptAs?: string;
  /** one sentence for the documentation */
  readonly note?: string;
}

export interface CsvFile {
  /** table that keeps the rows */
  readonly table: string;
  readonly key: readonly string[];
  readonly columns: Readonly<Record<string, Column>>;
  /** allowed beside them and not read: what our own export adds */
  readonly unread?: readonly string[];
  /** pairs of days: the second must not be earlier than the first */
  readonly ordered?: readonly (readonly [string, string])[];
  /** amounts: the first two add up to the third */
  readonly sums?: readonly (readonly [string, string, string])[];
  readonly note?: string;
}

/** What a message can be about; DELIVERY.md has the table of kinds. */
const KINDS = [
  'invoice_issued',
  'payment_due',
  'contract_expiry',
  'legalisation_expiry',
  'reading_due',
  'service_announcement',
] as const;

/** P_12 of FA(3) besides per cents. */
export const VAT_WORDS = ['zw', 'oo', 'np', 'np I', 'np II', '0 KR', '0 WDT', '0 EX'] as const;

const number = { type: 'number' } as const;
const text = { type: 'text' } as const;
const day = { type: 'day' } as const;
const required = { required: true } as const;
const customer = { type: 'number', references: 'customer', keptAs: 'customer_id' } as const;
const address = {
  street: text,
  building: text,
  unit: text,
  postal_code: text,
  city: { ...text, ...required },
} as const;

/** In the order in which they are imported: what is referred to comes first. */
export const CSV_FILES = {
  'customers.csv': {
    table: 'customers',
    key: ['customer_number'],
    columns: {
      customer_number: { ...number, ...required },
      kind: { type: 'choice', values: ['person', 'business'], ...required },
      name: { ...text, ...required },
      nip: { type: 'nip', note: 'checksum verified; blanks, hyphens and `PL` are dropped' },
      email: { type: 'email' },
      phone: { type: 'phone' },
      ...address,
      bank_account: {
        type: 'nrb',
        note: 'individual account for payments; a change is marked for staff to confirm',
      },
    },
  },
  'service_points.csv': {
    table: 'service_points',
    key: ['service_point_number'],
    columns: {
      service_point_number: { ...number, ...required },
      ...address,
      building: { ...text, ...required },
      postal_code: { ...text, ...required },
    },
  },
  'contracts.csv': {
    table: 'contracts',
    key: ['contract_number'],
    columns: {
      contract_number: { ...number, ...required },
      customer_number: { ...customer, ...required },
      service_point_number: {
        ...number,
        ...required,
        references: 'service_point',
        keptAs: 'service_point_id',
      },
      service: { type: 'choice', values: ['water', 'sewage', 'water_sewage'], ...required },
      tariff_group: number,
      signed_on: { ...day, ...required },
      starts_on: { ...day, ...required },
      ends_on: { ...day, note: 'last day; empty for an indefinite contract' },
    },
    ordered: [['starts_on', 'ends_on']],
  },
  'meters.csv': {
    table: 'meters',
    key: ['serial_number'],
    columns: {
      serial_number: { ...number, ...required },
      service_point_number: {
        ...number,
        ...required,
        references: 'service_point',
        keptAs: 'service_point_id',
      },
      role: { type: 'choice', values: ['main', 'additional'], ...required },
      digits: { type: 'integer', range: [1, 12], note: 'whole m³ digits of the register' },
      installed_on: { ...day, ...required },
      removed_on: day,
      legalisation_valid_until: day,
    },
    ordered: [['installed_on', 'removed_on']],
  },
  'readings.csv': {
    table: 'readings',
    key: ['meter_serial', 'read_on'],
    columns: {
      meter_serial: { ...number, ...required, references: 'meter', keptAs: 'meter_id' },
      read_on: { type: 'instant', ...required, keptAs: 'read_at' },
      value_m3: { type: 'volume', ...required, keptAs: 'value_l' },
      kind: {
        type: 'choice',
        values: ['actual', 'estimated', 'customer', 'remote', 'install', 'removal'],
        ...required,
      },
    },
    unread: ['customer_number', 'reference', 'submitted_at'],
    note: 'The same instant twice is fine when the value agrees. A reading given in the portal is never overwritten. The further columns of `npm run export -- readings` may stand beside these; they are not read.',
  },
  'tariffs.csv': {
    table: 'tariffs',
    key: ['tariff_group', 'item', 'valid_from'],
    columns: {
      tariff_group: { ...number, ...required },
      item: { type: 'choice', values: ['water', 'sewage', 'subscription'], ...required },
      valid_from: { ...day, ...required },
      valid_to: day,
      net_price: { type: 'decimal', places: 8, unsigned: true, ...required, note: 'per m³, or per month' },
      vat_rate: { type: 'decimal', places: 2, unsigned: true, ...required, note: 'per cent' },
    },
    ordered: [['valid_from', 'valid_to']],
  },
  'invoices.csv': {
    table: 'invoices',
    key: ['invoice_number'],
    columns: {
      invoice_number: { ...number, ...required },
      customer_number: { ...customer, ...required },
      contract_number: { ...number, references: 'contract', keptAs: 'contract_id' },
      issued_on: { ...day, ...required },
      sale_from: day,
      sale_to: day,
      due_on: { ...day, ...required },
      net: { type: 'money', ...required, keptAs: 'net_gr' },
      vat: { type: 'money', ...required, keptAs: 'vat_gr' },
      gross: { type: 'money', ...required, keptAs: 'gross_gr' },
      corrects_invoice: {
        ...number,
        note: 'makes it a correction, its amounts differences; may name an invoice that is not held (yet)',
      },
      ksef_number: { type: 'ksef', note: 'checksum verified' },
    },
    ordered: [['sale_from', 'sale_to']],
    sums: [['net', 'vat', 'gross']],
  },
  'invoice_lines.csv': {
    table: 'invoice_lines',
    key: ['invoice_number', 'line_no'],
    columns: {
      invoice_number: { ...number, ...required, references: 'invoice', keptAs: 'invoice_id' },
      line_no: { type: 'integer', range: [1, 1_000_000], ...required },
      name: { ...text, ...required },
      unit: text,
      quantity: { type: 'decimal', places: 6 },
      net_price: { type: 'decimal', places: 8 },
      net: { type: 'money', ...required, keptAs: 'net_gr' },
      vat_rate: { type: 'vat_rate', ...required, note: `per cent, or ${VAT_WORDS.join(', ')}` },
      meter_serial: {
        ...number,
        note: 'text; not checked, because history may be older than the meters held',
      },
      reading_from: { type: 'volume', keptAs: 'reading_from_l' },
      reading_to: { type: 'volume', keptAs: 'reading_to_l' },
    },
    note: 'Lines of an invoice whose FA(3) document we hold are left to the document.',
  },
  'payments.csv': {
    table: 'payments',
    key: ['payment_id'],
    columns: {
      payment_id: { ...number, ...required },
      customer_number: { ...customer, ...required },
      booked_on: { ...day, ...required },
      amount: { type: 'money', ...required, keptAs: 'amount_gr', note: 'negative for a refund' },
      invoice_number: { ...number, note: 'may name an invoice that is not held (yet)' },
      title: text,
    },
  },
  'accounts.csv': {
    table: 'accounts',
    key: ['email', 'customer_number'],
    columns: {
      email: { type: 'email', ...required },
      customer_number: { ...customer, ...required },
      phone: { type: 'phone', note: 'taken as verified' },
      locale: { type: 'choice', values: ['pl', 'en'] },
    },
    note: 'Inserted only. The account has no password: its owner sets one by an activation link, or gets a one-time one.',
  },
  'e_invoice_consents.csv': {
    table: 'e_invoice_consents',
    key: ['customer_number', 'accepted_on'],
    columns: {
      customer_number: { ...customer, ...required },
      accepted_on: { ...day, ...required },
      delivery: { type: 'choice', values: ['portal', 'email', 'both'], ...required },
      email: { type: 'email' },
      channel: { type: 'choice', values: ['portal', 'paper', 'scan'], ...required },
      withdrawn_on: day,
    },
    ordered: [['accepted_on', 'withdrawn_on']],
    note: 'Inserted only. A decision taken in the portal or entered by staff on that day or earlier wins.',
  },
  'notification_preferences.csv': {
    table: 'notification_preferences',
    key: ['customer_number', 'kind', 'channel'],
    columns: {
      customer_number: { ...customer, ...required },
      kind: { type: 'choice', values: KINDS, ...required },
      channel: { type: 'choice', values: ['email', 'sms'], ...required },
      enabled: { type: 'flag', ...required },
    },
    note: 'Inserted only.',
  },
} as const satisfies Record<string, CsvFile>;

export type CsvName = keyof typeof CSV_FILES;

export const CSV_NAMES = Object.keys(CSV_FILES) as CsvName[];

export const csvFile = (name: CsvName): CsvFile => CSV_FILES[name];

/** Where each entity is kept, by which column it is named, and which file brings it. */
export const ENTITIES: Record<Entity, { table: string; column: string; file: CsvName }> = {
  customer: { table: 'customers', column: 'customer_number', file: 'customers.csv' },
  contract: { table: 'contracts', column: 'contract_number', file: 'contracts.csv' },
  service_point: { table: 'service_points', column: 'service_point_number', file: 'service_points.csv' },
  meter: { table: 'meters', column: 'serial_number', file: 'meters.csv' },
  invoice: { table: 'invoices', column: 'invoice_number', file: 'invoices.csv' },
};

/** Under these names documents are counted in a report. */
export const XML_FILES = 'invoices/*.xml';
export const PDF_FILES = 'invoices/*.pdf';

export type CountedName = CsvName | typeof XML_FILES | typeof PDF_FILES;
