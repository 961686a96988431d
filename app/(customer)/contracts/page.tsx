import type { Metadata, Route } from 'next';
import { getLocale, getTranslations } from '@/lib/i18n/server';
import Link from '@/components/ui/link';
import { Notice } from '@/components/ui/notice';
import { PageTitle } from '@/components/ui/page-title';
import { PhoneLink } from '@/components/ui/phone-link';
import { Sheet } from '@/components/ui/sheet';
import { requireCustomer } from '@/lib/auth/guards';
import { opens } from '@/lib/auth/scopes';
import { listContracts } from '@/lib/customers/contracts';
import { contractTerm } from '@/lib/customers/rules';
import { dayOf, formatDay } from '@/lib/kernel/dates';
import { utility } from '@/lib/utility';
import { ContractSheet } from './contract';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('contracts'))('title') };
}

export default async function ContractsPage() {
  const actor = await requireCustomer('all');
  const today = dayOf(new Date());
  const [contracts, t, locale] = [
    await listContracts(actor, today),
    await getTranslations('contracts'),
    await getLocale(),
  ];
  const all = contracts.map(contract => ({
    contract,
    term: contractTerm(contract.startsOn, contract.endsOn, today),
  }));
  const ended = all.filter(({ term }) => term.state === 'ended');
  const running = all.filter(({ term }) => term.state !== 'ended');
  const lastDay = contracts
    .map(contract => contract.endsOn ?? '')
    .sort()
    .at(-1);
  const sheet = ({ contract, term }: (typeof all)[number]) => (
    <ContractSheet key={contract.number} contract={contract} term={term} locale={locale} />
  );

  return (
    <div className="grid grid-cols-1 gap-7">
      <PageTitle note={actor.customers.length > 1 ? actor.current.name : undefined}>{t('title')}</PageTitle>
      {contracts.length === 0 ? (
        <Sheet title={t('none')} id="none">
          <p>{t.rich('noneText', { phone: () => <PhoneLink phone={utility().contact.phone} /> })}</p>
        </Sheet>
      ) : null}
      {running.length === 0 && lastDay ? (
        <Notice>
          <p className="font-semibold">{t('formerTitle', { day: formatDay(lastDay, locale) })}</p>
          <p>{t('former')}</p>
        </Notice>
      ) : null}
      {running.map(sheet)}
      {running.length > 0 && opens(actor.current, 'all') ? (
        <p className="no-print">
          <Link
            href={'/move-out' as Route}
            className="inline-flex min-h-11 items-center text-accent underline underline-offset-4"
          >
            {t('moveOut')}
          </Link>
        </p>
      ) : null}
      {running.length > 0 && ended.length > 0 ? <h2 className="pt-3">{t('endedHeading')}</h2> : null}
      {ended.map(sheet)}
    </div>
  );
}
