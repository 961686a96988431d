import { addMonths, dayOf, daysBetween, parseDay, type Day } from '../kernel/dates';

export interface ReportRule {
  /** of the table, after the month; each is a number or null where nothing is known */
  readonly columns: readonly string[];
  /** the one that is drawn */
  readonly drawn: string;
  readonly unit: 'percent' | 'count';
  /** months ahead of today instead of behind it */
  readonly ahead?: true;
}

/** Every report: a row a month. Names stand under `office-reports.names`, columns under `office-reports.columns`. */
export const REPORTS = {
  e_invoices: { columns: ['invoices', 'electronic', 'share'], drawn: 'share', unit: 'percent' },
  accounts: { columns: ['created', 'signedIn'], drawn: 'signedIn', unit: 'count' },
  readings: { columns: ['portal', 'link', 'public', 'staff', 'all'], drawn: 'all', unit: 'count' },
  complaints: { columns: ['received', 'inTime', 'late', 'open', 'days'], drawn: 'days', unit: 'count' },
  sms: { columns: ['messages', 'segments', 'cost'], drawn: 'segments', unit: 'count' },
  contracts: { columns: ['ending'], drawn: 'ending', unit: 'count', ahead: true },
  meters: { columns: ['main', 'additional', 'all'], drawn: 'all', unit: 'count', ahead: true },
} as const satisfies Record<string, ReportRule>;

export type ReportName = keyof typeof REPORTS;
export const REPORT_NAMES = Object.keys(REPORTS) as [ReportName, ...ReportName[]];
export const reportRule = (name: ReportName): ReportRule => REPORTS[name];

/** The first days of the first and of the last month. */
export interface Period {
  readonly from: Day;
  readonly to: Day;
}

/** More months make no table that anybody reads. */
export const MOST_MONTHS = 60;

const monthOf = (day: Day): Day => `${day.slice(0, 7)}-01` as Day;

/** `2026-11` or `11.2026`, as its first day. */
function readMonth(text: string | undefined): Day | null {
  const match = /^(?:(\d{4})-(\d{2})|(\d{1,2})\.(\d{4}))$/.exec(text?.trim() ?? '');
  if (!match) return null;
  const [year, month] = [match[1] ?? match[4]!, (match[2] ?? match[3]!).padStart(2, '0')];
  return parseDay(`${year}-${month}-01`);
}

/**
 * The months that an address asks for; where it asks for none or for what cannot be, the last twelve (or the next).
 */
export function readPeriod(
  name: ReportName,
  from: string | undefined,
  to: string | undefined,
  now: Date,
): Period {
  const here = monthOf(dayOf(now));
  const usual = reportRule(name).ahead
    ? { from: here, to: addMonths(here, 11) }
    : { from: addMonths(here, -11), to: here };
  const [first, last] = [readMonth(from) ?? usual.from, readMonth(to) ?? usual.to];
  return first <= last && daysBetween(first, last) <= MOST_MONTHS * 31 ? { from: first, to: last } : usual;
}
