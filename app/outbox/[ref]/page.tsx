import type { Metadata, Route } from 'next';
import { getLocale, getTranslations } from '@/lib/i18n/server';
import { notFound } from 'next/navigation';
import { DefinitionList } from '@/components/ui/definition-list';
import { LinkedText } from '@/components/ui/linked-text';
import { PageTitle } from '@/components/ui/page-title';
import { outboxIsOpen, readOutbox } from '@/lib/delivery/queries';
import { dayOf, formatDay, formatTime } from '@/lib/kernel/dates';
import { gsm7Length, smsSegments } from '@/lib/kernel/gsm7';
import { MailView, SmsView } from '../message-views';
import { stateName } from '../state-name';

type Props = { params: Promise<{ ref: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('outbox'))('title') };
}

export default async function KeptMessagePage({ params }: Props) {
  if (!outboxIsOpen()) notFound();
  const message = await readOutbox((await params).ref);
  if (!message) notFound();
  const t = await getTranslations('outbox');
  const reader = await getLocale();
  const { createdAt, bodyText, channel, locale } = message;
  return (
    <div className="grid max-w-200 grid-cols-1 gap-6">
      <PageTitle back={{ href: '/outbox' as Route, label: t('back') }}>
        {message.subject ?? t('sms')}
      </PageTitle>
      <DefinitionList
        rows={[
          [t('to'), message.recipient],
          [t('at'), `${formatDay(dayOf(createdAt), reader)}, ${formatTime(createdAt)}`],
          [t('state'), await stateName(message)],
          [t('kind'), <code key="kind">{message.kind}</code>],
        ]}
      />
      {channel === 'sms' ? (
        <SmsView
          text={bodyText}
          letters={gsm7Length(bodyText) ?? bodyText.length}
          segments={smsSegments(bodyText)}
          locale={locale}
        />
      ) : (
        <MailView
          {...(message.bodyHtml && { src: `/outbox/${message.ref}/html` })}
          text={<LinkedText text={bodyText} />}
          locale={locale}
        />
      )}
    </div>
  );
}
