import type { Metadata, Route } from 'next';
import { getTranslations } from '@/lib/i18n/server';
import { ButtonLink } from '@/components/ui/button';
import Link from '@/components/ui/link';
import { PageTitle } from '@/components/ui/page-title';
import { requestActivationAction } from '../password/actions';
import { LinkSent, RequestLinkForm, SetPassword } from '../password/link-pages';

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

const HERE = '/activate' as Route;

export async function generateMetadata({ searchParams }: Props): Promise<Metadata> {
  const { sent, token } = await searchParams;
  const t = await getTranslations('activate');
  if (sent) return { title: (await getTranslations('password.link'))('sent.title') };
  return { title: t(token === undefined ? 'title' : 'set.title') };
}

/** The first password of an account that was brought over or made by staff: asks for the link, and is where it leads. */
export default async function ActivatePage({ searchParams }: Props) {
  const { sent, token } = await searchParams;
  const t = await getTranslations('activate');
  if (sent) return <LinkSent again={HERE} />;
  if (token !== undefined) {
    const words = { title: t('set.title'), lead: t('set.lead') };
    return <SetPassword token={typeof token === 'string' ? token : ''} again={HERE} words={words} />;
  }
  return (
    <div className="grid gap-x-20 gap-y-12 md:grid-cols-[minmax(0,28rem)_minmax(0,24rem)]">
      <div className="grid content-start gap-6">
        <PageTitle>{t('title')}</PageTitle>
        <p>{t('lead')}</p>
        <RequestLinkForm action={requestActivationAction} submit={t('submit')} />
        <p className="text-small text-soft">
          {t.rich('none', {
            link: text => (
              <Link href={'/register' as Route} className="text-accent underline">
                {text}
              </Link>
            ),
          })}
        </p>
      </div>
      <section
        aria-labelledby="letter"
        className="surface grid content-start justify-items-start gap-4 self-start rounded-lg bg-wash p-5 sm:p-8"
      >
        <h2 id="letter">{t('letter.title')}</h2>
        <p>{t('letter.text')}</p>
        <ButtonLink href={'/login' as Route} look="quiet">
          {t('letter.link')}
        </ButtonLink>
      </section>
    </div>
  );
}
