import { DefinitionList } from '@/components/ui/definition-list';
import { Sheet } from '@/components/ui/sheet';
import { Table } from '@/components/ui/table';
import type { StaffActor } from '@/lib/auth/actor';
import { placeLine } from '@/lib/customers/address';
import { getLocale, getTranslations } from '@/lib/i18n/server';
import { dayOf, formatDayShort, formatTime } from '@/lib/kernel/dates';
import { formatCubicMetres } from '@/lib/kernel/volume';
import { listMoveOuts, type StaffMoveOut } from '@/lib/move-out/staff/queries';

/** What a move-out is about: place, day, where the last invoice goes, the states of both parties. */
export async function MoveOutSheet({ actor, caseRef }: { actor: StaffActor; caseRef: string }) {
  const [found] = await listMoveOuts(actor, caseRef);
  // Kept shorter than its case (lib/retention/rules.ts).
  if (!found) return null;
  const [t, locale] = [await getTranslations('office-messages.moveOut'), await getLocale()];
  const { pointNumber, address, handedOverOn, forwarding, readings } = found;
  return (
    <Sheet title={t('title')} id="move-out">
      <DefinitionList
        rows={[
          [t('point'), `${pointNumber}, ${placeLine(address)}`],
          [t('day'), formatDayShort(handedOverOn)],
          [t('forwarding'), `${forwarding.street}, ${forwarding.postalCode} ${forwarding.city}`],
          [t('party'), await answerOf(found)],
          [t('name'), found.partyName],
          [t('phone'), found.partyPhone],
          [t('email'), found.partyEmail && <span className="break-all">{found.partyEmail}</span>],
          [t('contract'), found.partyWantsContract ? t('wantsContract') : null],
          [t('note'), found.partyNote],
        ]}
      />
      <Table
        caption={t('readings')}
        rows={readings}
        rowKey={({ serial }) => serial}
        columns={[
          {
            key: 'meter',
            head: t('meter'),
            main: true,
            cell: ({ serial, role }) => `${serial} (${t(`role.${role}`)})`,
          },
          {
            key: 'customer',
            head: t('customerState'),
            align: 'end',
            cell: ({ value }) => formatCubicMetres(value, locale),
          },
          {
            key: 'party',
            head: t('partyState'),
            align: 'end',
            cell: ({ value, partyValue }) =>
              partyValue === null ? (
                t('none')
              ) : (
                <span className={partyValue === value ? '' : 'font-semibold text-warn'}>
                  {formatCubicMetres(partyValue, locale)}
                </span>
              ),
          },
        ]}
      />
    </Sheet>
  );
}

async function answerOf({ answer, answeredAt, partyEmail }: StaffMoveOut): Promise<string> {
  const t = await getTranslations('office-messages.moveOut');
  if (!answer) return t(partyEmail ? 'waits' : 'nobody');
  const at = new Date(answeredAt ?? 0);
  return t(answer, { time: `${formatDayShort(dayOf(at))}, ${formatTime(at)}` });
}
