import type { Metadata, Route } from 'next';
import { redirect } from 'next/navigation';
import { PageTitle } from '@/components/ui/page-title';
import { PhoneLink } from '@/components/ui/phone-link';
import { Sheet } from '@/components/ui/sheet';
import { Steps } from '@/components/ui/steps';
import { accessRequestDue } from '@/lib/accounts/lost-mailbox/queries';
import { getLocale, getTranslations } from '@/lib/i18n/server';
import { formatDay } from '@/lib/kernel/dates';
import { canonicalRef } from '@/lib/kernel/refs';
import { utility } from '@/lib/utility';

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('lostMailbox.sent'))('title') };
}

/** What happens next and by when; to be bookmarked. */
export default async function AccessRequestedPage({ searchParams }: Props) {
  const { ref } = await searchParams;
  const dueOn = typeof ref === 'string' ? await accessRequestDue(ref) : null;
  if (typeof ref !== 'string' || !dueOn) redirect('/password/lost-mailbox' as Route);
  const t = await getTranslations('lostMailbox.sent');
  const day = formatDay(dueOn, await getLocale());
  return (
    <div className="grid max-w-prose gap-6">
      <PageTitle>{t('title')}</PageTitle>
      <Sheet>
        <p>
          {t('ref')}
          <br />
          <strong className="text-lead tabular-nums">{canonicalRef(ref)}</strong>
        </p>
        <p>{t('keep')}</p>
      </Sheet>
      <section aria-labelledby="next" className="grid gap-4">
        <h2 id="next">{t('next')}</h2>
        <Steps steps={[t('told'), t('checked', { day }), t('answered')]} />
      </section>
      <p className="text-small text-soft">
        {t.rich('call', { phone: () => <PhoneLink phone={utility().contact.phone} /> })}
      </p>
    </div>
  );
}
