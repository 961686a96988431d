import type { Metadata, Route } from 'next';
import { notFound } from 'next/navigation';
import { MailView, SmsView } from '@/app/outbox/message-views';
import { Choices } from '@/components/ui/choices';
import { LinkedText } from '@/components/ui/linked-text';
import { PageTitle } from '@/components/ui/page-title';
import { requireStaff } from '@/lib/auth/guards';
import { getLocale, getTranslations } from '@/lib/i18n/server';
import { previewOf } from '@/lib/notifications/preview/queries';
import { deliveryNames } from '../../names';

type Props = {
  params: Promise<{ kind: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await deliveryNames()).kind((await params).kind) };
}

/** One kind with made-up values, in either language, by each channel that has a text. */
export default async function StaffPreviewPage({ params, searchParams }: Props) {
  await requireStaff('deliveries.see');
  const [{ kind }, { language }, reader] = [await params, await searchParams, await getLocale()];
  const locale = language === 'pl' || language === 'en' ? language : reader;
  const { mail, sms } = (await previewOf(kind, locale)) ?? notFound();
  const [t, names] = [await getTranslations('office-deliveries'), await deliveryNames()];
  return (
    <div className="grid max-w-200 grid-cols-1 gap-6">
      <PageTitle back={{ href: '/admin/deliveries/preview' as Route, label: t('preview.title') }}>
        {names.kind(kind)}
      </PageTitle>
      <Choices
        label={t('preview.language')}
        choices={(['pl', 'en'] as const).map(one => ({
          label: t(`detail.languages.${one}`),
          href: `/admin/deliveries/preview/${kind}?language=${one}` as Route,
          chosen: one === locale,
        }))}
      />
      {sms ? <SmsView {...sms} locale={locale} /> : null}
      {mail ? (
        <MailView
          subject={mail.subject}
          src={`/admin/deliveries/preview/${kind}/html?language=${locale}`}
          text={<LinkedText text={mail.text} />}
          locale={locale}
        />
      ) : null}
    </div>
  );
}
