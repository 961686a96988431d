import type { Metadata, Route } from 'next';
import { buttonClass } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import { PageTitle } from '@/components/ui/page-title';
import { richText } from '@/components/ui/prose';
import { Sheet } from '@/components/ui/sheet';
import { requireCustomer } from '@/lib/auth/guards';
import { getTranslations } from '@/lib/i18n/server';
import { dataSize } from '@/lib/own-data/queries';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('ownData.export'))('title') };
}

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

/** What the file with all of one's data will hold and how large it will be, and the way to it. */
export default async function ExportPage({ searchParams }: Props) {
  const actor = await requireCustomer('see');
  const t = await getTranslations('ownData.export');
  const size = await dataSize(actor);
  const minutes = Number((await searchParams).wait) || 0;
  return (
    <div className="grid max-w-136 grid-cols-1 gap-6">
      <PageTitle back={{ href: '/account' as Route, label: t('back') }}>{t('title')}</PageTitle>
      {minutes > 0 ? (
        <Notice tone="warn" role="status">
          <p>{t('wait', { minutes })}</p>
        </Notice>
      ) : null}
      <Sheet title={t('what.title')} id="what">
        {t.rich('what.text', richText)}
        <p>
          {t('counts', {
            invoices: size.invoices,
            proofs: size.proofs,
            uploads: size.attachments + size.photos,
          })}
        </p>
        <p>{t('size', { megabytes: Math.max(1, Math.round(size.bytes / 1_000_000)) })}</p>
        {size.customers < actor.customers.length ? <p>{t('shared')}</p> : null}
      </Sheet>
      <div>
        {/* a plain link: it answers with a file */}
        <a href="/account/export/zip" className={buttonClass()}>
          {t('download')}
        </a>
      </div>
      <p className="text-small text-soft">{t('care')}</p>
    </div>
  );
}
