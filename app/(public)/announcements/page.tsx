import type { Metadata, Route } from 'next';
import Link, { TextLink } from '@/components/ui/link';
import { Badge } from '@/components/ui/badge';
import { PageTitle } from '@/components/ui/page-title';
import { PhoneLink } from '@/components/ui/phone-link';
import { Sheet } from '@/components/ui/sheet';
import { publicAnnouncements, type Phased } from '@/lib/announcements/queries';
import { endOf } from '@/lib/announcements/rules';
import { areaLine, inLanguage, momentLine } from '@/lib/announcements/text';
import { getLocale, getTranslations } from '@/lib/i18n/server';
import { utility } from '@/lib/utility';

export async function generateMetadata(): Promise<Metadata> {
  return {
    title: (await getTranslations('announcements'))('title'),
    alternates: {
      types: {
        'application/rss+xml': '/announcements/feed.xml',
        'application/feed+json': '/announcements/feed.json',
      },
    },
  };
}

const PHASES = ['now', 'coming', 'ended'] as const;

/** What goes on, what is announced and what has ended lately; for everybody. */
export default async function AnnouncementsPage() {
  const [t, announcements] = [await getTranslations('announcements'), await publicAnnouncements(new Date())];
  const live = announcements.some(({ phase }) => phase !== 'ended');
  return (
    <div className="grid max-w-200 grid-cols-1 gap-8">
      <div className="grid gap-4">
        <PageTitle>{t('title')}</PageTitle>
        <p className="text-lead text-soft">{t('lead')}</p>
        <p>{t.rich('report', { phone: () => <PhoneLink phone={utility().contact.emergencyPhone} /> })}</p>
      </div>
      {live ? null : (
        <Sheet title={t('empty.title')} id="empty">
          <p>
            {t.rich('empty.text', { link: text => <Link href={'/notifications' as Route}>{text}</Link> })}
          </p>
        </Sheet>
      )}
      {PHASES.map(phase => {
        const own = announcements.filter(each => each.phase === phase);
        return own.length === 0 ? null : (
          <section key={phase} aria-labelledby={phase} className="grid grid-cols-1 gap-4">
            <h2 id={phase} className="text-title">
              {t(phase)}
            </h2>
            <ul className="grid grid-cols-1 gap-4">
              {own.map(each => (
                <Entry key={each.ref} announcement={each} />
              ))}
            </ul>
          </section>
        );
      })}
      <p className="text-soft">
        {t.rich('feeds', {
          rss: text => <a href="/announcements/feed.xml">{text}</a>,
          json: text => <a href="/announcements/feed.json">{text}</a>,
        })}
      </p>
    </div>
  );
}

async function Entry({ announcement }: { announcement: Phased }) {
  const [t, locale] = [await getTranslations('announcements'), await getLocale()];
  const { ref, kind, emergency, phase, title, areas, startsAt } = announcement;
  const { text, lang } = inLanguage(title, locale);
  const end = endOf(announcement);
  const tone = phase === 'now' ? (kind === 'failure' ? 'bad' : 'warn') : 'plain';
  return (
    <li className="surface grid grid-cols-1 gap-2 rounded-lg border border-line bg-sheet p-5 sm:p-6">
      <p>
        <Badge tone={tone}>
          {t(`kind.${kind}`)}
          {emergency && phase !== 'ended' ? ` · ${t('emergency')}` : ''}
        </Badge>
      </p>
      <h3 lang={lang}>
        <TextLink href={`/announcements/${ref}` as Route}>{text}</TextLink>
      </h3>
      <p>{areas.map(area => areaLine(area, t)).join('; ')}</p>
      <p className="text-small text-soft">
        {phase === 'ended' && end
          ? `${t('endedAt')}: ${momentLine(end, locale)}`
          : [
              t('from', { starts: momentLine(startsAt, locale) }),
              end ? t('until', { ends: momentLine(end, locale) }) : `${t('ends')}: ${t('endUnknown')}`,
            ].join(', ')}
      </p>
    </li>
  );
}
