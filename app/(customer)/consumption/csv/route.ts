import { requireCustomer } from '@/lib/auth/guards';
import { consumptionRows } from '@/lib/consumption/queries';
import type { Question } from '@/lib/consumption/rules/analysis';
import { CSV_COLUMNS } from '@/lib/consumption/rules/csv-rows';
import { STEPS } from '@/lib/consumption/rules/use';
import { csvText, type CsvDialect } from '@/lib/kernel/csv';
import { addMonths, parseDay, type Day } from '@/lib/kernel/dates';

/** Longer than any meter's life; a day a row is 9,000 rows then. */
const MOST_MONTHS = 25 * 12;

const USAGE = `meter=SERIAL&from=YYYY-MM-DD&to=YYYY-MM-DD&step=${STEPS.join('|')}[&dialect=pl]`;

const plain = (status: 400 | 404, text: string): Response =>
  new Response(`${text}\n`, {
    status,
    headers: {
      'Content-Type': 'text/plain; charset=utf-8',
      'Cache-Control': 'private, no-store',
      'X-Content-Type-Options': 'nosniff',
    },
  });

const isoDay = (text: string | null): Day | null =>
  text !== null && /^\d{4}-\d{2}-\d{2}$/.test(text) ? parseDay(text) : null;

interface Asked {
  readonly serial: string;
  readonly question: Question;
  readonly dialect: CsvDialect;
}

/** @returns what is wrong, in a sentence, when it cannot be read */
function read(params: URLSearchParams): Asked | string {
  const [serial, from, to] = [params.get('meter'), isoDay(params.get('from')), isoDay(params.get('to'))];
  const step = STEPS.find(each => each === params.get('step'));
  const dialect = params.get('dialect');
  if (!serial) return 'meter: the serial number is missing';
  if (!from) return 'from: not a day like 2026-01-31';
  if (!to) return 'to: not a day like 2026-01-31';
  if (from >= to) return 'to: must be later than from';
  if (addMonths(from, MOST_MONTHS) < to) return `to: at most ${MOST_MONTHS / 12} years after from`;
  if (!step) return `step: one of ${STEPS.join(', ')}`;
  if (dialect !== null && dialect !== 'pl') return 'dialect: pl, or left out';
  return { serial, question: { from, to, step }, dialect: dialect ?? 'standard' };
}

/**
 * The consumption of an own meter as CSV (INTERFACES): `to` exclusive, m³ empty where nothing is known. A meter that
 * was replaced or replaces another is one with it. 400 for parameters that cannot be read; 404 for a meter that is
 * not the customer's, like one that does not exist.
 */
export async function GET(request: Request): Promise<Response> {
  const actor = await requireCustomer('see');
  const asked = read(new URL(request.url).searchParams);
  if (typeof asked === 'string') return plain(400, `${asked}\n${USAGE}`);
  const { serial, question, dialect } = asked;
  const rows = await consumptionRows(actor, serial, question, new Date());
  if (!rows) return plain(404, 'no such meter');
  const name = ['zuzycie', serial, question.from, question.to].join('_');
  return new Response(csvText(CSV_COLUMNS, rows, dialect), {
    headers: {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': `attachment; filename="${name.replace(/[^0-9A-Za-z._-]+/g, '_')}.csv"`,
      'Cache-Control': 'private, no-store',
      'X-Content-Type-Options': 'nosniff',
    },
  });
}
