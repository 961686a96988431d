import { DefinitionList } from '@/components/ui/definition-list';
import { Notice } from '@/components/ui/notice';
import { Sheet } from '@/components/ui/sheet';
import { Table } from '@/components/ui/table';
import { placeLine, postalLine, streetLine } from '@/lib/customers/address';
import type { Contract } from '@/lib/customers/contracts';
import { contractTerm } from '@/lib/customers/rules';
import type { StaffCustomer } from '@/lib/customers/staff/queries';
import { getTranslations } from '@/lib/i18n/server';
import { dayOf, formatDay, formatDayShort, type Day } from '@/lib/kernel/dates';
import { formatNrb } from '@/lib/kernel/identifiers';
import type { Locale } from '@/lib/kernel/money';

/** How to reach the customer and where its money goes. */
export async function ContactSheet({ customer, locale }: { customer: StaffCustomer; locale: Locale }) {
  const t = await getTranslations('office-customers.contact');
  const { customerNumber, kind, nip, address, phone, email, bankAccount, bankAccountChangedAt } = customer;
  return (
    <Sheet title={t('title')} id="contact">
      <DefinitionList
        rows={[
          [t('number'), <strong key="n">{customerNumber}</strong>],
          [t('kind'), t(`kinds.${kind}`)],
          [t('nip'), nip],
          [t('address'), `${streetLine(address)}, ${postalLine(address)}`],
          [t('phone'), phone],
          [t('email'), email],
          [t('bankAccount'), bankAccount && <span className="tabular-nums">{formatNrb(bankAccount)}</span>],
        ]}
      />
      {bankAccountChangedAt ? (
        <Notice tone="warn">
          <p>{t('bankChanged', { day: formatDay(dayOf(bankAccountChangedAt), locale) })}</p>
        </Notice>
      ) : null}
    </Sheet>
  );
}

export async function ContractsSheet({
  contracts,
  today,
  locale,
}: {
  contracts: readonly Contract[];
  today: Day;
  locale: Locale;
}) {
  const [t, words] = [
    await getTranslations('office-customers.contracts'),
    await getTranslations('contracts'),
  ];
  const state = ({ startsOn, endsOn }: Contract) => {
    const term = contractTerm(startsOn, endsOn, today);
    const day = term.state === 'to_come' ? startsOn : endsOn;
    return words(`state.${term.state}`, {
      day: day ? formatDay(day, locale) : '',
      count: term.daysLeft ?? 0,
    });
  };
  return (
    <Sheet title={t('title')} id="contracts">
      {contracts.length === 0 ? (
        <p>{t('none')}</p>
      ) : (
        <Table
          caption={t('caption')}
          rows={contracts}
          rowKey={({ number }) => number}
          columns={[
            { key: 'number', head: t('number'), main: true, cell: ({ number }) => <strong>{number}</strong> },
            { key: 'place', head: t('place'), cell: ({ address }) => placeLine(address) },
            { key: 'what', head: t('what'), cell: ({ service }) => words(`service.${service}`) },
            { key: 'since', head: t('since'), cell: ({ startsOn }) => formatDayShort(startsOn) },
            { key: 'state', head: t('state'), cell: state },
          ]}
        />
      )}
    </Sheet>
  );
}
