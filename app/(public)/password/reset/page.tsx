import type { Metadata, Route } from 'next';
import { getTranslations } from '@/lib/i18n/server';
import { SetPassword } from '../link-pages';

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('password.reset'))('title') };
}

/** Where the link for a forgotten password leads. */
export default async function ResetPasswordPage({ searchParams }: Props) {
  const { token } = await searchParams;
  const t = await getTranslations('password.reset');
  return (
    <SetPassword
      token={typeof token === 'string' ? token : ''}
      again={'/password/forgot' as Route}
      words={{ title: t('title'), lead: t('lead') }}
    />
  );
}
