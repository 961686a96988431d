import type { Metadata, Route } from 'next';
import { AppForm } from '@/app/_forms/app-form';
import { Badge } from '@/components/ui/badge';
import { SubmitButton } from '@/components/ui/form';
import { LongTextField } from '@/components/ui/long-text-field';
import { PageTitle } from '@/components/ui/page-title';
import { Sheet } from '@/components/ui/sheet';
import { Table } from '@/components/ui/table';
import { requireStaff } from '@/lib/auth/guards';
import { getLocale, getTranslations } from '@/lib/i18n/server';
import { formatDayShort } from '@/lib/kernel/dates';
import { formatCubicMetres, litres } from '@/lib/kernel/volume';
import { reviewRows, type ReviewRow } from '@/lib/readings/review/queries';
import { mayCorrect } from '@/lib/readings/rules/judge';
import { approveReadingsAction, rejectReadingsAction } from '../actions';
import { refsOf } from '../asked';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('office-readings'))('decide.title') };
}

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

/** What a decision on many would do, one by one, before it is taken. */
export default async function DecideReadingsPage({ searchParams }: Props) {
  const actor = await requireStaff('readings.review');
  const sent = await searchParams;
  const rejects = sent.what === 'reject';
  const rows = await reviewRows(actor, refsOf(sent.ref));
  const [t, locale] = [await getTranslations('office-readings'), await getLocale()];
  const effect = (row: ReviewRow) =>
    !mayCorrect(row.state) ? 'gone' : !rejects && row.taken ? 'taken' : rejects ? 'rejected' : 'counts';
  const deciding = rows.filter(row => ['rejected', 'counts'].includes(effect(row)));
  const hidden = deciding.map(({ ref }) => <input key={ref} type="hidden" name="ref" value={ref} />);
  return (
    <div className="grid grid-cols-1 gap-6">
      <PageTitle back={{ href: '/admin/readings' as Route, label: t('title') }}>
        {rejects
          ? t('decide.reject', { count: deciding.length })
          : t('decide.approve', { count: deciding.length })}
      </PageTitle>
      {rows.length === 0 ? (
        <p>{t('decide.nothing')}</p>
      ) : (
        <Table
          caption={t('decide.title')}
          rows={rows}
          rowKey={({ ref }) => ref}
          columns={[
            {
              key: 'meter',
              head: t('column.meter'),
              main: true,
              cell: ({ serial, customerName, customerNumber }) => (
                <span className="grid">
                  <strong className="break-all">{serial}</strong>
                  <span className="text-small text-soft">
                    {customerName}, {customerNumber}
                  </span>
                </span>
              ),
            },
            {
              key: 'value',
              head: t('column.value'),
              align: 'end',
              cell: ({ value, readOn }) => `${formatCubicMetres(value, locale)}, ${formatDayShort(readOn)}`,
            },
            {
              key: 'used',
              head: t('column.used'),
              align: 'end',
              cell: ({ value, previous }) =>
                previous
                  ? t('since', {
                      used: formatCubicMetres(litres(value - previous.value), locale),
                      day: formatDayShort(previous.on),
                    })
                  : t('noPrevious'),
            },
            {
              key: 'effect',
              head: t('column.effect'),
              cell: row => (
                <Badge tone={effect(row) === 'counts' ? 'good' : effect(row) === 'rejected' ? 'bad' : 'warn'}>
                  {t(`decide.effect.${effect(row)}`)}
                </Badge>
              ),
            },
          ]}
        />
      )}
      {deciding.length === 0 ? null : rejects ? (
        <Sheet title={t('reject.title')} id="reject">
          <p>{t('decide.mails', { count: deciding.length })}</p>
          <AppForm action={rejectReadingsAction} name="reject">
            {hidden}
            <LongTextField name="reason" label={t('reject.reason')} hint={t('reject.reasonHint')} rows={3} />
            <div>
              <SubmitButton>{t('decide.rejectNow', { count: deciding.length })}</SubmitButton>
            </div>
          </AppForm>
        </Sheet>
      ) : (
        <AppForm action={approveReadingsAction} name="approve">
          {hidden}
          <p>{t('decide.counts')}</p>
          <div>
            <SubmitButton>{t('decide.approveNow', { count: deciding.length })}</SubmitButton>
          </div>
        </AppForm>
      )}
    </div>
  );
}
