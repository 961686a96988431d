import type { Metadata, Route } from 'next';
import { getLocale, getTranslations } from '@/lib/i18n/server';
import { notFound } from 'next/navigation';
import { DefinitionList } from '@/components/ui/definition-list';
import { LinkedText } from '@/components/ui/linked-text';
import { PageTitle } from '@/components/ui/page-title';
import { outboxIsOpen, readOutbox } from '@/lib/delivery/queries';
import { dayOf, formatDay, formatTime } from '@/lib/kernel/dates';

type Props = { params: Promise<{ ref: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('outbox'))('title') };
}

export default async function KeptMessagePage({ params }: Props) {
  if (!outboxIsOpen()) notFound();
  const message = await readOutbox((await params).ref);
  if (!message) notFound();
  const t = await getTranslations('outbox');
  const locale = await getLocale();
  const { createdAt } = message;
  return (
    <div className="grid max-w-200 grid-cols-1 gap-6">
      <PageTitle back={{ href: '/outbox' as Route, label: t('back') }}>
        {message.subject ?? t('sms')}
      </PageTitle>
      <DefinitionList
        rows={[
          [t('to'), message.recipient],
          [t('at'), `${formatDay(dayOf(createdAt), locale)}, ${formatTime(createdAt)}`],
          [t('kind'), <code key="kind">{message.kind}</code>],
        ]}
      />
      {message.bodyHtml ? (
        <iframe
          title={t('asSeen')}
          src={`/outbox/${message.ref}/html`}
          sandbox="allow-top-navigation-by-user-activation"
          className="h-176 w-full rounded-lg border border-line bg-sheet"
        />
      ) : null}
      <section aria-labelledby="plain" className="grid gap-3">
        <h2 id="plain">{t('plain')}</h2>
        <p className="whitespace-pre-wrap rounded-lg border border-line bg-sheet p-5">
          <LinkedText text={message.bodyText} />
        </p>
      </section>
    </div>
  );
}
