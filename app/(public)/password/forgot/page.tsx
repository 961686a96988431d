import type { Metadata, Route } from 'next';
import { getTranslations } from '@/lib/i18n/server';
import Link from '@/components/ui/link';
import { PageTitle } from '@/components/ui/page-title';
import { requestResetAction } from '../actions';
import { LinkSent, RequestLinkForm } from '../link-pages';

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export async function generateMetadata({ searchParams }: Props): Promise<Metadata> {
  const t = await getTranslations('password');
  return { title: (await searchParams).sent ? t('link.sent.title') : t('forgot.title') };
}

export default async function ForgotPasswordPage({ searchParams }: Props) {
  if ((await searchParams).sent) return <LinkSent again={'/password/forgot' as Route} />;
  const t = await getTranslations('password.forgot');
  return (
    <div className="grid max-w-md gap-6">
      <PageTitle back={{ href: '/login' as Route, label: t('back') }}>{t('title')}</PageTitle>
      <p>{t('lead')}</p>
      <RequestLinkForm action={requestResetAction} submit={t('submit')} />
      <p className="text-small text-soft">
        {t.rich('lost', {
          link: text => (
            <Link href={'/password/lost-mailbox' as Route} className="text-accent underline">
              {text}
            </Link>
          ),
        })}
      </p>
    </div>
  );
}
