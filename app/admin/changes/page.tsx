import type { Metadata } from 'next';
import { DefinitionList } from '@/components/ui/definition-list';
import { TextLink } from '@/components/ui/link';
import { Notice } from '@/components/ui/notice';
import { PageTitle } from '@/components/ui/page-title';
import { Sheet } from '@/components/ui/sheet';
import { Table } from '@/components/ui/table';
import { requireStaff } from '@/lib/auth/guards';
import { may } from '@/lib/auth/permissions';
import { waitingChanges, type StaffChange } from '@/lib/customers/changes/queries';
import { PARTS } from '@/lib/customers/changes/rules';
import { getLocale, getTranslations } from '@/lib/i18n/server';
import { dayOf, formatDay } from '@/lib/kernel/dates';
import { DecisionForms } from '../decision-forms';
import { approveChangeAction, refuseChangeAction } from './actions';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('office-changes'))('title') };
}

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

/** What customers ask to be changed on file, each with before and after, the longest waiting first. */
export default async function ChangesPage({ searchParams }: Props) {
  const actor = await requireStaff('changes.see');
  const waiting = await waitingChanges(actor);
  const [t, { done }] = [await getTranslations('office-changes'), await searchParams];
  return (
    <div className="grid max-w-[56rem] grid-cols-1 gap-6">
      <PageTitle>{t('title')}</PageTitle>
      {done === 'approved' || done === 'refused' ? (
        <Notice tone="good" role="status">
          <p>{t(`done.${done}`)}</p>
        </Notice>
      ) : null}
      <p>{t('lead')}</p>
      {waiting.length === 0 ? <p className="font-semibold">{t('none')}</p> : null}
      {waiting.map(change => (
        <Change key={change.ref} change={change} decides={may(actor.role, 'changes.decide')} />
      ))}
    </div>
  );
}

async function Change({ change, decides }: { change: StaffChange; decides: boolean }) {
  const [t, locale] = [await getTranslations('office-changes'), await getLocale()];
  const { ref, what, before, after, reason, customerNumber, customerName, nip, email, requestedAt } = change;
  const parts = PARTS[what].map(part => ({
    part,
    before: before[part] ?? null,
    after: after[part] ?? null,
  }));
  return (
    <Sheet title={t(`what.${what}`, { name: customerName })} id={`change-${ref}`}>
      <DefinitionList
        rows={[
          [
            t('customer'),
            <TextLink key="c" href={`/admin/customers/${encodeURIComponent(customerNumber)}`}>
              {customerName}, {customerNumber}
            </TextLink>,
          ],
          [t('nip'), nip],
          [
            t('by'),
            <span key="b" className="break-all">
              {email}
            </span>,
          ],
          [t('on'), formatDay(dayOf(requestedAt), locale)],
          [t('reason'), reason],
        ]}
      />
      <Table
        caption={t('caption')}
        rows={parts}
        rowKey={({ part }) => part}
        columns={[
          { key: 'part', head: t('part'), main: true, cell: ({ part }) => t(`parts.${part}`) },
          { key: 'before', head: t('before'), cell: row => row.before ?? '–' },
          {
            key: 'after',
            head: t('after'),
            cell: row =>
              row.after === row.before ? (row.after ?? '–') : <strong>{row.after ?? '–'}</strong>,
          },
        ]}
      />
      {decides ? (
        <DecisionForms
          request={ref}
          yes={{
            name: 'approve',
            action: approveChangeAction,
            lead: t('approve.lead'),
            submit: t('approve.submit'),
          }}
          no={{
            action: refuseChangeAction,
            reason: t('refuse.reason'),
            hint: t('refuse.hint'),
            submit: t('refuse.submit'),
          }}
        />
      ) : null}
    </Sheet>
  );
}
