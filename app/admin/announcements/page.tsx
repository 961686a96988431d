import type { Metadata, Route } from 'next';
import { Badge } from '@/components/ui/badge';
import { ButtonLink } from '@/components/ui/button';
import { TextLink } from '@/components/ui/link';
import { PageTitle } from '@/components/ui/page-title';
import { Table } from '@/components/ui/table';
import { listAnnouncements } from '@/lib/announcements/queries';
import { areaLine, momentLine } from '@/lib/announcements/text';
import { requireStaff } from '@/lib/auth/guards';
import { may } from '@/lib/auth/permissions';
import { getLocale, getTranslations } from '@/lib/i18n/server';
import { ListPager, skippedIn } from '../list-pager';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('announcements'))('staff.title') };
}

const PAGE = 30;

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

/** All announcements, drafts first. */
export default async function StaffAnnouncementsPage({ searchParams }: Props) {
  const actor = await requireStaff('announcements.see');
  const offset = skippedIn(await searchParams);
  const [t, locale] = [await getTranslations('announcements'), await getLocale()];
  const found = await listAnnouncements(actor, { offset, limit: PAGE + 1 }, new Date());
  const rows = found.slice(0, PAGE);
  const writes = may(actor.role, 'announcements.write');
  const list = '/admin/announcements';
  return (
    <div className="grid grid-cols-1 gap-6">
      <PageTitle>{t('staff.title')}</PageTitle>
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
              cell: ({ ref, title }) => <TextLink href={`${list}/${ref}`}>{title.pl}</TextLink>,
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
      <ListPager
        label={t('staff.pages')}
        offset={offset}
        page={PAGE}
        more={found.length > PAGE}
        href={skip => (skip > 0 ? `${list}?skip=${skip}` : list)}
      />
    </div>
  );
}
