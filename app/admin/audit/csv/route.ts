import { exportAudit } from '@/lib/audit/export/commands';
import { readFilter } from '@/lib/audit/rules';
import { requireStaff } from '@/lib/auth/guards';
import { visitor } from '@/lib/auth/visitor';
import { getTranslations } from '@/lib/i18n/server';
import { csvText } from '@/lib/kernel/csv';
import { dayOf, formatTime } from '@/lib/kernel/dates';

/** The lines of a filter for a Polish spreadsheet; that it was taken is a line itself. */
export async function GET(request: Request): Promise<Response> {
  const actor = await requireStaff('audit.see');
  const { filter } = readFilter(Object.fromEntries(new URL(request.url).searchParams));
  const t = await getTranslations('office-audit');
  const found = await exportAudit(actor, await visitor(), filter, new Date());
  const rows = found.map(line => [
    `${dayOf(line.at)} ${formatTime(line.at)}`,
    line.who === null ? '' : line.who.kind === 'staff' ? line.who.email : line.who.numbers.join(' '),
    line.action,
    line.entity,
    Object.entries(line.details)
      .map(([name, value]) => `${name}=${typeof value === 'object' ? JSON.stringify(value) : String(value)}`)
      .join('; '),
    line.ip,
  ]);
  const head = ['when', 'who', 'what', 'entity', 'details', 'ip'] as const;
  return new Response(
    csvText(
      head.map(name => t(`columns.${name}`)),
      rows,
      'pl',
    ),
    {
      headers: {
        'Content-Type': 'text/csv; charset=utf-8',
        'Content-Disposition': `attachment; filename="dziennik_${dayOf(new Date())}.csv"`,
        'Cache-Control': 'private, no-store',
        'X-Content-Type-Options': 'nosniff',
      },
    },
  );
}
