import { CaseStateBadge } from '@/app/_cases/state-badge';
import { Sheet } from '@/components/ui/sheet';
import { Table } from '@/components/ui/table';
import type { LoggedChange, SentMessage } from '@/lib/customers/staff/queries';
import { getTranslations } from '@/lib/i18n/server';
import { dayOf, formatDayShort, formatTime } from '@/lib/kernel/dates';
import type { CaseSummary } from '@/lib/messages/queries';

const moment = (at: string) => `${formatDayShort(dayOf(new Date(at)))} ${formatTime(new Date(at))}`;

export async function CasesSheet({ cases }: { cases: readonly CaseSummary[] }) {
  const [t, words] = [await getTranslations('office-customers.cases'), await getTranslations('messages')];
  return (
    <Sheet title={t('title')} id="cases">
      {cases.length === 0 ? (
        <p>{t('none')}</p>
      ) : (
        <Table
          caption={t('caption')}
          rows={cases}
          rowKey={({ ref }) => ref}
          columns={[
            { key: 'ref', head: t('ref'), main: true, cell: ({ ref }) => <strong>{ref}</strong> },
            { key: 'kind', head: t('kind'), cell: ({ kind }) => words(`kinds.${kind}.name`) },
            { key: 'received', head: t('received'), cell: ({ receivedAt }) => moment(receivedAt) },
            {
              key: 'answerBy',
              head: t('answerBy'),
              cell: ({ answerBy }) => (answerBy ? formatDayShort(answerBy) : '–'),
            },
            { key: 'state', head: t('state'), cell: ({ state }) => <CaseStateBadge state={state} /> },
          ]}
        />
      )}
    </Sheet>
  );
}

export async function SentSheet({ sent }: { sent: readonly SentMessage[] }) {
  const [t, words, states] = [
    await getTranslations('office-customers.sent'),
    await getTranslations('notifications'),
    await getTranslations('outbox.states'),
  ];
  /** A notification's own name, else what its code says. */
  const name = (kind: string) => {
    const key = `kinds.${kind}.name` as 'kinds.invoice_issued.name';
    if (kind === 'invoice_delivery') return words('log.invoice_delivery');
    return words.has(key) ? words(key) : kind.replaceAll('_', ' ');
  };
  return (
    <Sheet title={t('title')} id="sent">
      {sent.length === 0 ? (
        <p>{t('none')}</p>
      ) : (
        <Table
          caption={t('caption')}
          rows={sent}
          rowKey={({ ref }) => ref}
          columns={[
            { key: 'at', head: t('at'), main: true, cell: ({ at }) => moment(at) },
            { key: 'kind', head: t('kind'), cell: ({ kind }) => name(kind) },
            {
              key: 'to',
              head: t('to'),
              cell: ({ recipient }) => <span className="break-all">{recipient}</span>,
            },
            { key: 'state', head: t('state'), cell: ({ state }) => states(state) },
          ]}
        />
      )}
    </Sheet>
  );
}

export async function ChangesSheet({ changes }: { changes: readonly LoggedChange[] }) {
  const [t, events] = [
    await getTranslations('office-customers.changes'),
    await getTranslations('office-customers.events'),
  ];
  const what = (action: string) => {
    const key = action.replaceAll('.', '_') as 'account_created';
    return events.has(key) ? events(key) : action;
  };
  const who = (by: string | null) => (by === null ? t('system') : by === 'customer' ? t('customer') : by);
  return (
    <Sheet title={t('title')} id="changes">
      {changes.length === 0 ? (
        <p>{t('none')}</p>
      ) : (
        <Table
          caption={t('caption')}
          rows={changes.map((change, index) => ({ ...change, index }))}
          rowKey={({ index }) => String(index)}
          columns={[
            { key: 'at', head: t('at'), main: true, cell: ({ at }) => moment(at) },
            {
              key: 'what',
              head: t('what'),
              cell: ({ action, details }) => (
                <>
                  {what(action)}
                  {typeof details.reason === 'string' ? (
                    <span className="block text-small text-soft">{details.reason}</span>
                  ) : null}
                </>
              ),
            },
            { key: 'by', head: t('by'), cell: ({ by }) => <span className="break-all">{who(by)}</span> },
          ]}
        />
      )}
    </Sheet>
  );
}
