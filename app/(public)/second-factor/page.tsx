import type { Metadata, Route } from 'next';
import { getTranslations } from '@/lib/i18n/server';
import { redirect } from 'next/navigation';
import { PageTitle } from '@/components/ui/page-title';
import { requireObliged } from '@/lib/auth/guards';
import { secondFactorOf } from '@/lib/auth/second-factor/queries';
import { FactorFacts } from './factor-facts';
import { RenewCodes } from './renew-codes';
import { Introduction, SetUp } from './set-up';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('secondFactor'))('title') };
}

type Props = { searchParams: Promise<{ next?: string | string[] }> };

/** All that opens for staff without a second factor; later: their recovery codes. Customers have their own page. */
export default async function StaffSecondFactorPage({ searchParams }: Props) {
  const next = [(await searchParams).next].flat()[0];
  const session = await requireObliged('secondFactor', next);
  if (!session.staffRole) redirect('/account/second-factor' as Route);
  const t = await getTranslations('secondFactor');
  const factor = await secondFactorOf(session, new Date());
  return (
    <div className="grid max-w-136 grid-cols-1 gap-6">
      <PageTitle>{t(factor.state === 'on' ? 'title' : 'titleSetUp')}</PageTitle>
      <p>{t(factor.state === 'on' ? 'staff.on' : 'staff.lead')}</p>
      {factor.state === 'off' ? <Introduction next={next} /> : null}
      {factor.state === 'setUp' ? <SetUp secret={factor.secret} email={session.email} next={next} /> : null}
      {factor.state === 'on' ? (
        <>
          <FactorFacts {...factor} />
          <RenewCodes />
        </>
      ) : null}
    </div>
  );
}
