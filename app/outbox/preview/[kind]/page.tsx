import type { Metadata, Route } from 'next';
import { notFound } from 'next/navigation';
import { Choices } from '@/components/ui/choices';
import { LinkedText } from '@/components/ui/linked-text';
import { PageTitle } from '@/components/ui/page-title';
import { getLocale, getTranslations } from '@/lib/i18n/server';
import { previewIsOpen, previewOf } from '@/lib/notifications/preview/queries';
import { MailView, SmsView } from '../../message-views';

type Props = {
  params: Promise<{ kind: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await params).kind };
}

/** One kind with made-up values, in either language, by each channel that has a text. */
export default async function PreviewPage({ params, searchParams }: Props) {
  if (!previewIsOpen()) notFound();
  const [{ kind }, { language }, reader] = [await params, await searchParams, await getLocale()];
  const locale = language === 'pl' || language === 'en' ? language : reader;
  const preview = await previewOf(kind, locale);
  if (!preview) notFound();
  const t = await getTranslations('outbox');
  const { mail, sms } = preview;
  return (
    <div className="grid max-w-200 grid-cols-1 gap-6">
      <PageTitle back={{ href: '/outbox/preview' as Route, label: t('preview.title') }}>
        <span className="wrap-anywhere">{kind}</span>
      </PageTitle>
      <Choices
        label={t('preview.language')}
        choices={(['pl', 'en'] as const).map(one => ({
          label: t(`preview.${one}`),
          href: `/outbox/preview/${kind}?language=${one}` as Route,
          chosen: one === locale,
        }))}
      />
      {sms ? <SmsView {...sms} locale={locale} /> : null}
      {mail ? (
        <MailView
          subject={mail.subject}
          src={`/outbox/preview/${kind}/html?language=${locale}`}
          text={<LinkedText text={mail.text} />}
          locale={locale}
        />
      ) : null}
    </div>
  );
}
