import type { Metadata, Route } from 'next';
import { Badge } from '@/components/ui/badge';
import { ButtonLink } from '@/components/ui/button';
import Link from '@/components/ui/link';
import { PageTitle } from '@/components/ui/page-title';
import { Pager } from '@/components/ui/pager';
import { Table } from '@/components/ui/table';
import { listAnnouncements } from '@/lib/announcements/queries';
import { areaLine, momentLine } from '@/lib/announcements/text';
import { requireStaff } from '@/lib/auth/guards';
import { may } from '@/lib/auth/permissions';
import { getLocale, getTranslations } from '@/lib/i18n/server';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('announcements'))('staff.title') };
}

const PAGE = 30;

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

/** All announcements, drafts first. */
export default async function StaffAnnouncementsPage({ searchParams }: Props) {
  const actor = await requireStaff('announcements.see');
  const { skip } = await searchParams;
  const offset = typeof skip === 'string' && /^\d{1,6}$/.test(skip) ? Number(skip) : 0;
  const [t, locale] = [await getTranslations('announcements'), await getLocale()];
  const found = await listAnnouncements(actor, { offset, limit: PAGE + 1 }, new Date());
  const rows = found.slice(0, PAGE);
  const writes = may(actor.role, 'announcements.write');
  const list = '/admin/announcements';
  return (
    <div className="grid grid-cols-1 gap-6">
      <PageTitle back={{ href: '/admin' as Route, label: (await getTranslations('admin'))('title') }}>
        {t('staff.title')}
      </PageTitle>
      {writes ? (
        <p>
          <ButtonLink href={`${list}/new` as Route}>{t('staff.new')}</ButtonLink>
        </p>
      ) : (
        <p className="text-soft">{t('staff.readOnly')}</p>
      )}
      {rows.length === 0 ? (
        <p>{t('staff.empty')}</p>
      ) : (
        <Table
          caption={t('staff.caption')}
          rows={rows}
          rowKey={({ ref }) => ref}
          columns={[
            {
              key: 'name',
              head: t('staff.name'),
              main: true,
              cell: ({ ref, title }) => (
                <Link
                  href={`${list}/${ref}` as Route}
                  className="inline-flex min-h-11 items-center underline underline-offset-4"
                >
                  {title.pl}
                </Link>
              ),
            },
            {
              key: 'place',
              head: t('staff.place'),
              cell: ({ areas }) => areas.map(area => areaLine(area, t)).join('; '),
            },
            { key: 'when', head: t('staff.when'), cell: ({ startsAt }) => momentLine(startsAt, locale) },
            {
              key: 'state',
              head: t('staff.state'),
              cell: ({ phase }) => (
                <Badge tone={phase === 'now' ? 'bad' : phase === 'draft' ? 'warn' : 'plain'}>
                  {t(`phase.${phase}`)}
                </Badge>
              ),
            },
          ]}
        />
      )}
      <Pager
        label={t('staff.pages')}
        previous={offset > 0 ? { href: list as Route, label: t('staff.newest') } : null}
        next={
          found.length > PAGE
            ? { href: `${list}?skip=${offset + PAGE}` as Route, label: t('staff.older') }
            : null
        }
      />
    </div>
  );
}
