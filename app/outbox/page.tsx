import type { Metadata, Route } from 'next';
import Link from '@/components/ui/link';
import { getLocale, getTranslations } from '@/lib/i18n/server';
import { notFound } from 'next/navigation';
import { ButtonLink } from '@/components/ui/button';
import { PageTitle } from '@/components/ui/page-title';
import { listOutbox, outboxIsOpen } from '@/lib/delivery/queries';
import { dayOf, formatDay, formatTime } from '@/lib/kernel/dates';
import { stateName } from './state-name';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('outbox'))('title') };
}

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

/** What this demonstration would have sent. */
export default async function OutboxPage({ searchParams }: Props) {
  if (!outboxIsOpen()) notFound();
  const t = await getTranslations('outbox');
  const locale = await getLocale();
  const { before } = await searchParams;
  const { rows, next } = await listOutbox(typeof before === 'string' ? before : undefined);
  return (
    <div className="grid max-w-200 grid-cols-1 gap-6">
      <PageTitle note={t('note')}>{t('title')}</PageTitle>
      <p>
        <Link href={'/outbox/preview' as Route} className="inline-flex min-h-11 items-center">
          {t('preview.link')}
        </Link>
      </p>
      {rows.length === 0 ? <p>{t('empty')}</p> : null}
      <ul className="grid">
        {rows.map(async row => (
          <li key={row.ref} className="border-t border-line last:border-b">
            <Link
              href={`/outbox/${row.ref}` as Route}
              className="grid min-h-12 gap-x-6 gap-y-0.5 py-4 text-ink no-underline hover:bg-wash sm:grid-cols-[1fr_auto] sm:px-3"
            >
              <span className="min-w-0 font-semibold text-accent underline underline-offset-4">
                {row.subject ?? `${t('sms')}: ${row.excerpt}`}
              </span>
              <time dateTime={row.createdAt.toISOString()} className="text-small text-soft">
                {formatDay(dayOf(row.createdAt), locale)}, {formatTime(row.createdAt)}
              </time>
              <span className="min-w-0 wrap-anywhere text-small text-soft">{row.recipient}</span>
              <span className="min-w-0 text-small text-soft sm:text-right">{await stateName(row)}</span>
            </Link>
          </li>
        ))}
      </ul>
      {next ? (
        <p>
          <ButtonLink href={`/outbox?before=${next}` as Route} look="quiet">
            {t('older')}
          </ButtonLink>
        </p>
      ) : null}
    </div>
  );
}
