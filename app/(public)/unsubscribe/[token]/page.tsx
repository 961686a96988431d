import type { Metadata, Route } from 'next';
import { AppForm } from '@/app/_forms/app-form';
import Link from '@/components/ui/link';
import { Notice } from '@/components/ui/notice';
import { SubmitButton } from '@/components/ui/form';
import { PageTitle } from '@/components/ui/page-title';
import { getTranslations } from '@/lib/i18n/server';
import { subscriptionOf } from '@/lib/notifications/unsubscribe/queries';
import { switchByLinkAction } from './actions';

type Props = { params: Promise<{ token: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return {
    title: (await getTranslations('notifications'))('unsubscribe.pageTitle'),
    robots: { index: false },
  };
}

/**
 * Where the link in a mail leads. Looking changes nothing, because mail programs and scanners open every link;
 * nothing shows whose link it is.
 */
export default async function UnsubscribePage({ params }: Props) {
  const { token } = await params;
  const t = await getTranslations('notifications');
  const found = await subscriptionOf(token);
  const settings = (
    <p className="text-soft">
      {t.rich('unsubscribe.settings', {
        link: text => <Link href={'/notifications' as Route}>{text}</Link>,
      })}
    </p>
  );
  if (!found)
    return (
      <div className="grid max-w-136 grid-cols-1 gap-6">
        <PageTitle>{t('unsubscribe.gone.title')}</PageTitle>
        <p>{t('unsubscribe.gone.text')}</p>
        {settings}
      </div>
    );
  const { kind, on } = found;
  return (
    <div className="grid max-w-136 grid-cols-1 gap-6">
      <PageTitle>{t(on ? 'unsubscribe.on.title' : 'unsubscribe.off.title')}</PageTitle>
      {on ? (
        <p>{t('unsubscribe.on.text')}</p>
      ) : (
        <Notice tone="good" role="status">
          <p>{t('unsubscribe.off.text')}</p>
        </Notice>
      )}
      <div className="surface grid gap-1 rounded-lg border border-line bg-sheet p-5 sm:p-7">
        <p className="text-lead font-semibold">{t(`kinds.${kind}.name`)}</p>
        <p className="text-soft">{t(`kinds.${kind}.about`)}</p>
      </div>
      <AppForm action={switchByLinkAction} name="unsubscribe">
        <input type="hidden" name="token" value={token} />
        <input type="hidden" name="enabled" value={on ? 'no' : 'yes'} />
        <SubmitButton wide look={on ? 'primary' : 'quiet'}>
          {t(on ? 'unsubscribe.on.submit' : 'unsubscribe.off.submit')}
        </SubmitButton>
      </AppForm>
      {settings}
    </div>
  );
}
