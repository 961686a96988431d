import { notFound } from 'next/navigation';
import { requireStaff } from '@/lib/auth/guards';
import { reason, type ReasonCode } from '@/lib/billing-import/errors';
import { findRun, runErrors } from '@/lib/billing-import/runs/queries';
import { getLocale, getTranslations } from '@/lib/i18n/server';
import { csvNumber, csvRecord, csvStart } from '@/lib/kernel/csv';

const BLOCK = 5_000;

/** Everything that was rejected, for the one who makes the package. */
export async function GET(
  _request: Request,
  context: { params: Promise<{ ref: string }> },
): Promise<Response> {
  const actor = await requireStaff('imports.see');
  const { ref } = await context.params;
  if (!(await findRun(actor, ref))) notFound();
  const [t, locale] = [await getTranslations('office-imports.rejected'), await getLocale()];
  const encoder = new TextEncoder();
  async function* text() {
    const head = [t('file'), t('line'), t('column'), t('value'), t('reason')];
    yield csvStart('pl') + csvRecord(head, 'pl');
    for (let offset = 0; ; offset += BLOCK) {
      const rows = await runErrors(actor, ref, { offset, limit: BLOCK });
      yield rows
        .map(({ file, line, column, value, code, params }) =>
          csvRecord(
            [
              file,
              line === null ? null : csvNumber(String(line)),
              column,
              value,
              reason(code as ReasonCode, params, locale),
            ],
            'pl',
          ),
        )
        .join('');
      if (rows.length < BLOCK) return;
    }
  }
  const parts = text();
  const stream = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const next = await parts.next();
      if (next.done) controller.close();
      else controller.enqueue(encoder.encode(next.value));
    },
  });
  return new Response(stream, {
    headers: {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': `attachment; filename="odrzucone-${ref}.csv"`,
      'Cache-Control': 'private, no-store',
      'X-Content-Type-Options': 'nosniff',
    },
  });
}
