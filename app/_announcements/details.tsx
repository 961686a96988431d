import { Badge } from '@/components/ui/badge';
import { DefinitionList } from '@/components/ui/definition-list';
import { Sheet } from '@/components/ui/sheet';
import type { Phased } from '@/lib/announcements/queries';
import { endOf } from '@/lib/announcements/rules';
import { areaLine, inLanguage, momentLine } from '@/lib/announcements/text';
import { getLocale, getTranslations } from '@/lib/i18n/server';

/** Where, why, since when and until when, and what became known since; for everybody and for staff. */
export async function AnnouncementDetails({ announcement }: { announcement: Phased }) {
  const [t, locale] = [await getTranslations('announcements'), await getLocale()];
  const { kind, emergency, phase, cause, areas, startsAt, endsAt, tanker, updates } = announcement;
  const said = inLanguage(cause, locale);
  const end = endOf(announcement);
  const tone = phase === 'now' ? (kind === 'failure' ? 'bad' : 'warn') : 'plain';
  return (
    <>
      <Sheet>
        <p>
          <Badge tone={tone}>
            {[t(`kind.${kind}`), emergency ? t('emergency') : '', t(`phase.${phase}`)]
              .filter(Boolean)
              .join(' · ')}
          </Badge>
        </p>
        <DefinitionList
          rows={[
            [
              t('where'),
              <ul key="where" className="grid gap-1">
                {areas.map((area, index) => (
                  <li key={index}>{areaLine(area, t)}</li>
                ))}
              </ul>,
            ],
            [
              t('cause'),
              <span key="cause" lang={said.lang} className="whitespace-pre-line">
                {said.text}
              </span>,
            ],
            [t('starts'), momentLine(startsAt, locale)],
            phase === 'ended' && end
              ? [t('endedAt'), momentLine(end, locale)]
              : [t('ends'), endsAt === null ? t('endUnknown') : momentLine(endsAt, locale)],
            [t('tanker'), phase === 'ended' ? null : tanker],
          ]}
        />
      </Sheet>
      {updates.length > 0 ? (
        <Sheet title={t('updates')} id="updates">
          <ol className="grid gap-4">
            {updates.map(update => {
              const news = inLanguage(update.text, locale);
              return (
                <li
                  key={update.at.toISOString()}
                  className="grid gap-1 border-t border-line pt-3 first:border-t-0 first:pt-0"
                >
                  <p className="text-small text-soft">{momentLine(update.at, locale)}</p>
                  <p lang={news.lang} className="whitespace-pre-line">
                    {news.text}
                  </p>
                  {update.endsAt ? <p>{t('newEnd', { ends: momentLine(update.endsAt, locale) })}</p> : null}
                </li>
              );
            })}
          </ol>
        </Sheet>
      ) : null}
    </>
  );
}
