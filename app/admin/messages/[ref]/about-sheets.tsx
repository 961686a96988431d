import { DefinitionList } from '@/components/ui/definition-list';
import { TextLink } from '@/components/ui/link';
import { Sheet } from '@/components/ui/sheet';
import { getTranslations } from '@/lib/i18n/server';
import { dayOf, formatDayShort, formatTime, type Day } from '@/lib/kernel/dates';
import { kindRule } from '@/lib/messages/rules/kinds';
import type { StaffCase } from '@/lib/messages/staff/queries';
import { Clock } from '../clock';

/** What holds of a case now. */
export async function AboutSheet({ found, today }: { found: StaffCase; today: Day }) {
  const t = await getTranslations('office-messages');
  const { kind, state, answerBy, fields, late, channel, invoiceNumber, locale, assignedTo } = found;
  const names = await getTranslations('messages');
  const receivedAt = new Date(found.receivedAt);
  return (
    <Sheet title={t('case.about')} id="about">
      <DefinitionList
        rows={[
          [t('case.state'), t(`state.${state}`)],
          [t('case.deadline'), <Clock key="clock" state={state} answerBy={answerBy} today={today} />],
          [
            t('column.assigned'),
            <span key="who" className="break-all">
              {assignedTo ?? t('nobody')}
            </span>,
          ],
          [t('case.received'), `${formatDayShort(dayOf(receivedAt))}, ${formatTime(receivedAt)}`],
          [t('case.channel'), t(`case.channels.${channel}`)],
          [t('case.language'), t(`case.languages.${locale}`)],
          ...kindRule(kind).fields.map(
            ({ name }) =>
              [
                names(`fields.${name}`),
                name === 'invoiceNumber' ? (invoiceNumber ?? fields[name]) : fields[name],
              ] as const,
          ),
          [t('case.customerNumberTyped'), fields.customerNumber],
        ]}
      />
      {late ? <p className="font-semibold text-warn">{t('case.late')}</p> : null}
    </Sheet>
  );
}

/** Who wrote, and what else they have written about. `linked`: the reader may open the customer's page. */
export async function PersonSheet({ found, linked }: { found: StaffCase; linked: boolean }) {
  const t = await getTranslations('office-messages');
  const kinds = await getTranslations('messages.kinds');
  const { name, customerNumber, email, others } = found;
  return (
    <Sheet title={t('case.person')} id="person">
      <DefinitionList
        rows={[
          [t('case.name'), name],
          [
            t('case.number'),
            customerNumber === null ? (
              t('stranger')
            ) : linked ? (
              <TextLink key="number" href={`/admin/customers/${customerNumber}`}>
                {customerNumber}
              </TextLink>
            ) : (
              customerNumber
            ),
          ],
          [t('case.email'), email && <span className="break-all">{email}</span>],
        ]}
      />
      {others.length > 0 ? (
        <>
          <h3>{t('case.others')}</h3>
          <ul className="grid grid-cols-1">
            {others.map(({ ref, kind, state, receivedAt }) => (
              <li key={ref}>
                <TextLink href={`/admin/messages/${ref}`}>
                  {kinds(`${kind}.name`)}, {formatDayShort(dayOf(new Date(receivedAt)))},{' '}
                  {t(`state.${state}`)}
                </TextLink>
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </Sheet>
  );
}
