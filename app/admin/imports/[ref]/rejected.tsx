import type { Route } from 'next';
import { Pager } from '@/components/ui/pager';
import { Table } from '@/components/ui/table';
import type { StaffActor } from '@/lib/auth/actor';
import { reason, type ReasonCode } from '@/lib/billing-import/errors';
import { runErrors, type RunDetails } from '@/lib/billing-import/runs/queries';
import { getLocale, getTranslations } from '@/lib/i18n/server';

const PAGE = 50;

/** What was rejected, each with its place and why; all of it as CSV for whoever makes the package. */
export async function Rejected({
  actor,
  run,
  offset,
}: {
  actor: StaffActor;
  run: RunDetails;
  offset: number;
}) {
  const [t, locale] = [await getTranslations('office-imports.rejected'), await getLocale()];
  const rows = await runErrors(actor, run.ref, { offset, limit: PAGE + 1 });
  const at = (skip: number) => `/admin/imports/${run.ref}?skip=${skip}#rejected` as Route;
  return (
    <section aria-labelledby="rejected" className="grid grid-cols-1 gap-3">
      <h2 id="rejected">{t('title')}</h2>
      <p>
        <a
          href={`/admin/imports/${run.ref}/rejected`}
          download
          className="inline-flex min-h-11 items-center underline underline-offset-4"
        >
          {t('csv')}
        </a>
      </p>
      <Table
        caption={t('title')}
        rows={rows.slice(0, PAGE)}
        rowKey={({ no }) => String(no)}
        columns={[
          {
            key: 'place',
            head: t('place'),
            main: true,
            cell: ({ file, line }) => (
              <>
                <strong className="break-words">{file}</strong>
                {line === null ? null : (
                  <span className="block text-small text-soft">{t('atLine', { line })}</span>
                )}
              </>
            ),
          },
          { key: 'column', head: t('column'), cell: ({ column }) => column },
          {
            key: 'value',
            head: t('value'),
            cell: ({ value }) => <span className="wrap-anywhere">{value}</span>,
          },
          {
            key: 'reason',
            head: t('reason'),
            cell: ({ code, params }) => reason(code as ReasonCode, params, locale),
          },
        ]}
      />
      <Pager
        label={t('pages')}
        previous={offset > 0 ? { href: at(Math.max(0, offset - PAGE)), label: t('previous') } : null}
        next={rows.length > PAGE ? { href: at(offset + PAGE), label: t('next') } : null}
      />
    </section>
  );
}
